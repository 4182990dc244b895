/** MQTT 5 topics and payloads. Payloads are UTF-8 JSON of at most 64 KB. */
package org.jiaohao.contract.mqtt;
