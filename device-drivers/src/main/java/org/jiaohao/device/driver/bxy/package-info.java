/** Full-colour signs with an Onbon card of the BX-Y series. */
package org.jiaohao.device.driver.bxy;
