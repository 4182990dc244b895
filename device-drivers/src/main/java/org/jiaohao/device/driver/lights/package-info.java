/** What lamps of every make share: switching, blinking, and darkness when the program ends. */
package org.jiaohao.device.driver.lights;
