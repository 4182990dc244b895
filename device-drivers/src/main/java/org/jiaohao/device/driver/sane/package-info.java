/** Scanners behind the SANE network protocol. */
package org.jiaohao.device.driver.sane;
