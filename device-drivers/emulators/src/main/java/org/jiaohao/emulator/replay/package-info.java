/** A recorded session of a device, played again. */
package org.jiaohao.emulator.replay;
