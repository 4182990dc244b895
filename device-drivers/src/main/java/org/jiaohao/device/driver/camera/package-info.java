/** Overhead cameras, through a program of the system that takes pictures. */
package org.jiaohao.device.driver.camera;
