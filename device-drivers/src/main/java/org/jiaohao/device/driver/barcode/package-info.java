/** Barcode and QR readers on serial lines, as keyboards and in HID POS mode. */
package org.jiaohao.device.driver.barcode;
