/** Devices that are asked by HTTP with JSON. */
package org.jiaohao.device.driver.http;
