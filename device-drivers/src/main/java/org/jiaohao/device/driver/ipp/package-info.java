/** Printers of pages by the Internet Printing Protocol. */
package org.jiaohao.device.driver.ipp;
