/** Lines of text of pads that anybody can build. */
package org.jiaohao.device.codec.openpad;
