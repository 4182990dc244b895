/** Packets of Huidu full-colour cards (SDK 2.0 over TCP 10001). */
package org.jiaohao.device.codec.huidu;
