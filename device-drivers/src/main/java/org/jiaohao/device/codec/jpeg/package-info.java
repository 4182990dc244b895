/** JPEG files as scanners send them. */
package org.jiaohao.device.codec.jpeg;
