package org.jiaohao.device.codec.barcode;

/**
 * What one report of a reader in HID POS mode says.
 *
 * @param data bytes of the code, or of a part of it
 * @param symbology AIM identifier such as {@code ]Q1}, or empty
 * @param continued whether the code goes on in the next report
 * @param told whether the reader said so itself; otherwise a full report means that more may come
 */
public record HidPosReport(byte[] data, String symbology, boolean continued, boolean told) {}
