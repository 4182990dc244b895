/** Modbus modules with lamps and buttons, and displays of digits, on serial lines (RTU). */
package org.jiaohao.emulator.modbus;
