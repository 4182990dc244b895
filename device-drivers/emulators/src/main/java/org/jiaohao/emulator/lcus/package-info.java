/** Relay boards on USB serial lines. */
package org.jiaohao.emulator.lcus;
