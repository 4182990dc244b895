/** A printer of pages that speaks IPP. */
package org.jiaohao.emulator.ipp;
