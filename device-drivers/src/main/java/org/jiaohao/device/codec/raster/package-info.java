/** Pages as pictures, as printers without a language of pages take them. */
package org.jiaohao.device.codec.raster;
