/** Clerks' call pads at the windows. */
package org.jiaohao.display.pad;
