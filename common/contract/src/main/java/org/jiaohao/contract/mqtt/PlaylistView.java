package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * What rolling screens and the board's ticker scroll (R018–R023): announcements and lines made from
 * the item register, in playing order. The player repeats the list and drops entries outside their
 * validity by itself, so a screen without network stays right.
 *
 * @param rev rising revision
 * @param entries lines in playing order
 * @param complaintLine fixed line with the complaint phone; must pass at least every 5 minutes
 *     (R023)
 * @param complaintLineEn the same in English
 */
public record PlaylistView(
    long rev, List<Entry> entries, String complaintLine, String complaintLineEn) {

  /**
   * A line.
   *
   * @param id stable id
   * @param kind ANNOUNCEMENT, ITEM
   * @param text zh-CN
   * @param textEn English or null
   * @param validFrom first moment to show it, or null
   * @param validUntil first moment not to show it, or null
   */
  public record Entry(
      String id,
      String kind,
      String text,
      String textEn,
      OffsetDateTime validFrom,
      OffsetDateTime validUntil) {}
}
