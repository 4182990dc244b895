/** Lamps, buttons and digits behind Modbus modules on serial lines. */
package org.jiaohao.device.driver.modbus;
