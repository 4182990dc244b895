/** What barcode readers send: text with a suffix, and Zebra's SSI packets. */
package org.jiaohao.device.codec.barcode;
