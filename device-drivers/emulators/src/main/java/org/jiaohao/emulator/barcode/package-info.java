/** Barcode readers, before which codes are held by command. */
package org.jiaohao.emulator.barcode;
