/** Cables that an emulated device hangs on: pseudo-terminal and TCP. */
package org.jiaohao.emulator.line;
