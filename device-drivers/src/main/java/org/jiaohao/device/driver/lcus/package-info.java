/** Lamps on LCUS relay boards for USB. */
package org.jiaohao.device.driver.lcus;
