/** A pad that speaks lines of text, as anybody may build one. */
package org.jiaohao.emulator.openpad;
