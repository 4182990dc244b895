/** Call and evaluation pads of windows. */
package org.jiaohao.device.driver.callpad;
