/** Rolling screens. */
package org.jiaohao.display.rolling;
