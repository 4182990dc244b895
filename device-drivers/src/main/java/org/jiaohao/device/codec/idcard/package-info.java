/** Frames of ID card readers (SAM_V) and what is written on the cards. */
package org.jiaohao.device.codec.idcard;
