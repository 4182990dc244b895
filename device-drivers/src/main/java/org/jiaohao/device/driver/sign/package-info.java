/** What signs of every make share: the picture of lamps that a content becomes. */
package org.jiaohao.device.driver.sign;
