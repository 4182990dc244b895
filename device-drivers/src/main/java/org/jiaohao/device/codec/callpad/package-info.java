/** Frames of the call and evaluation pads on the FF 68 bus. */
package org.jiaohao.device.codec.callpad;
