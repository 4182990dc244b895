/** The call board in a television's browser. */
package org.jiaohao.display.board;
