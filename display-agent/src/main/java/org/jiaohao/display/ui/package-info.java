/** Pages and the local API. */
package org.jiaohao.display.ui;
