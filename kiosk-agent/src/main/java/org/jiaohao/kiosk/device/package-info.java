/** The kiosk's devices and the reports about them. */
package org.jiaohao.kiosk.device;
