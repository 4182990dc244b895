/** Keyboards of Linux. */
package org.jiaohao.emulator.input;
