/** Messages of the Internet Printing Protocol (RFC 8010, RFC 8011). */
package org.jiaohao.device.codec.ipp;
