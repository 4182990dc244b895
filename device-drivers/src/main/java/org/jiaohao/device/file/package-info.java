/** Files that outlive a power cut. */
package org.jiaohao.device.file;
