/** Signs with a Huidu full-colour card. */
package org.jiaohao.device.driver.huidu;
