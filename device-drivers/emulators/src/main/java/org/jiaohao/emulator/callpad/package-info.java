/** Call pads on the FF 68 bus, whose keys are pressed by command. */
package org.jiaohao.emulator.callpad;
