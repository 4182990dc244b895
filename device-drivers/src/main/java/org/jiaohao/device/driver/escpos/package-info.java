/** Receipt printers. */
package org.jiaohao.device.driver.escpos;
