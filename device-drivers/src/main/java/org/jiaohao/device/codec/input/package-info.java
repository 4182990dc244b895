/** Events of keyboards and of what looks like one, as Linux gives them. */
package org.jiaohao.device.codec.input;
