/**
 * A receipt printer that speaks ESC/POS, written from the makers' command manuals (Epson ESC/POS
 * reference, Citizen, Cashino, Custom, Pyramid).
 */
package org.jiaohao.emulator.escpos;
