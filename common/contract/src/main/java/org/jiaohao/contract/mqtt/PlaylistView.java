package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

/**
 * One page of what rolling screens and the board's ticker scroll (R018–R023): announcements and
 * lines made from the item register, in playing order. A page is at most 48 KB of JSON, so that any
 * number of items fits. A player shows the newest revision of which it has all pages, and the last
 * complete one until then. It repeats the list and drops entries outside their validity by itself,
 * so a screen without network stays right.
 *
 * @param rev rising revision, the same in all pages that belong together
 * @param page this page, from 0; also the last level of its topic
 * @param pages how many pages this revision has, at least 1
 * @param entries lines of this page in playing order
 * @param complaintLine fixed line with the complaint phone, in every page; must pass at least every
 *     5 minutes (R023)
 * @param complaintLineEn the same in English
 */
public record PlaylistView(
    long rev,
    int page,
    int pages,
    List<Entry> entries,
    String complaintLine,
    String complaintLineEn) {
  /** What the schema requires is there. */
  public PlaylistView {
    entries = List.copyOf(entries);
  }

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
      OffsetDateTime validUntil) {
    /** What the schema requires is there. */
    public Entry {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(text, "text");
    }
  }
}
