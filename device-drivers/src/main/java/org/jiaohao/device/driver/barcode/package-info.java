/** Barcode and QR readers on serial lines. */
package org.jiaohao.device.driver.barcode;
