/** Frames of Onbon BX cards: text cards (K), dynamic areas (F0) and settings (05, 07). No I/O. */
package org.jiaohao.device.codec.onbon;
