/** Modbus over serial lines (RTU): requests, answers, check field. */
package org.jiaohao.device.codec.modbus;
