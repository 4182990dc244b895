/** An Onbon BX-Y card, written from the maker's protocol YQ-COM2. */
package org.jiaohao.emulator.bxy;
