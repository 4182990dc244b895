/** Lines to devices: addresses, and byte channels over serial ports and TCP. */
package org.jiaohao.device.transport;
