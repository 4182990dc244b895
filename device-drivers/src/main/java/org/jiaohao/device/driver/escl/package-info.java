/** Network scanners that speak eSCL (AirScan). */
package org.jiaohao.device.driver.escl;
