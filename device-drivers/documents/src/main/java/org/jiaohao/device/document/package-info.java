/** Pictures of papers: straightened, cropped, as one file. */
package org.jiaohao.device.document;
