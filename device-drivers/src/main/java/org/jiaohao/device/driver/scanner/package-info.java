/** What scanners of every protocol have in common. */
package org.jiaohao.device.driver.scanner;
