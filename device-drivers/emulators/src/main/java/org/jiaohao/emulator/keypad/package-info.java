/** A keypad that looks like a keyboard. */
package org.jiaohao.emulator.keypad;
