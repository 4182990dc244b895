/**
 * What the hall server, the kiosk agent and the display agent say to each other. {@code http} holds
 * the bodies of the HTTP API, {@code mqtt} the topics and messages. Records only; no library type
 * crosses this package. Within one major version members are only added; readers ignore members
 * they do not know.
 */
package org.jiaohao.contract;
