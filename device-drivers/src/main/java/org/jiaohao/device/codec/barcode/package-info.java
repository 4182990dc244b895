/**
 * What barcode readers send: text with a suffix, Zebra's SSI packets, key events of those that
 * type, reports of those in HID POS mode.
 */
package org.jiaohao.device.codec.barcode;
