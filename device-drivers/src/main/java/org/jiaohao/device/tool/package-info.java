/** What a technician does with devices: find what is plugged in, and test what is configured. */
package org.jiaohao.device.tool;
