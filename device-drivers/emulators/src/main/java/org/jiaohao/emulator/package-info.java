/** Emulated devices of a hall as programs of their own: {@code Emulator} starts one of them. */
package org.jiaohao.emulator;
