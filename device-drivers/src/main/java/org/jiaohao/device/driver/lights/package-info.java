/** What lamps of every make share: what is switched on, blinking, dark when nobody is there. */
package org.jiaohao.device.driver.lights;
