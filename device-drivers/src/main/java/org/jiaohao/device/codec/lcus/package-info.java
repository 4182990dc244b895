/** Commands of LCUS relay boards. */
package org.jiaohao.device.codec.lcus;
