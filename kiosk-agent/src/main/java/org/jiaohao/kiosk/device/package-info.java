/** The kiosk's devices and what is told about them. */
package org.jiaohao.kiosk.device;
