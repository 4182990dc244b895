/** Full-colour signs of Xixun, through its realtime server. */
package org.jiaohao.device.driver.xixun;
