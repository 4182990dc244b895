/** Readers of second-generation ID cards. */
package org.jiaohao.device.driver.idcard;
