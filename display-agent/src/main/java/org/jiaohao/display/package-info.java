/** The display agent: strips, rolling screens, voice and the call board of a hall. */
package org.jiaohao.display;
