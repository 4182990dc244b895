/** Devices that are asked by HTTP, with the faults of every device. */
package org.jiaohao.emulator.http;
