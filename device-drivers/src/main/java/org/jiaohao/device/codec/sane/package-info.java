/** The wire of the SANE network protocol (saned, TCP 6566), version 3. */
package org.jiaohao.device.codec.sane;
