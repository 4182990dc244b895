/** Drivers by name and their model profiles. */
package org.jiaohao.device.driver;
