/** Strips over windows. */
package org.jiaohao.display.strip;
