/** Frames of one-way signs, described by a line of text instead of a class. */
package org.jiaohao.device.codec.template;
