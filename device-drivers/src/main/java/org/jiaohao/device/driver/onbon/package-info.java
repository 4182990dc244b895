/** LED signs. */
package org.jiaohao.device.driver.onbon;
