/** The configured devices and the reports about them. */
package org.jiaohao.display.device;
