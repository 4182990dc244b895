/** Bytes and characters of devices. No I/O, no device. */
package org.jiaohao.device.codec;
