/** Frames of Onbon BX cards of the K family (text cards). No I/O. */
package org.jiaohao.device.codec.onbon;
