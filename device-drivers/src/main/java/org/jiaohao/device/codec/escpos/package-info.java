/** Bytes of ESC/POS printers: commands, and the answers that come back mixed. No I/O. */
package org.jiaohao.device.codec.escpos;
