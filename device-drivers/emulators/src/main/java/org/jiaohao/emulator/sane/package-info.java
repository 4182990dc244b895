/** A scanner behind the SANE network protocol. */
package org.jiaohao.emulator.sane;
