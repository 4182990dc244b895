package org.jiaohao.hall.notice;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jiaohao.contract.http.Announcement;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.item.Item;
import org.jiaohao.hall.item.Items;
import org.springframework.stereotype.Component;

/**
 * What rolling screens scroll: the announcements that are or will be valid, a line for every item
 * of the hall made from the register, and the phones (R018–R023).
 */
@Component
public class Playlist {
  private static final int FEN = 100;

  private final Halls halls;
  private final Items items;
  private final Announcements announcements;
  private final Clock clock;

  Playlist(Halls halls, Items items, Announcements announcements, Clock clock) {
    this.halls = halls;
    this.items = items;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** The playlist of a hall. */
  public PlaylistView of(String hallId, long rev) {
    Hall hall = halls.get(hallId);
    var entries = new ArrayList<PlaylistView.Entry>();
    for (Announcement a : announcements.of(hallId)) {
      boolean over = a.validUntil() != null && !a.validUntil().toInstant().isAfter(clock.instant());
      if (!over) {
        entries.add(
            new PlaylistView.Entry(
                a.id(), "ANNOUNCEMENT", a.text(), a.textEn(), a.validFrom(), a.validUntil()));
      }
    }
    for (Item item : items.of(hall)) {
      entries.add(
          new PlaylistView.Entry(item.code(), "ITEM", line(item), lineEn(item), null, null));
    }
    return new PlaylistView(
        rev,
        List.copyOf(entries),
        "投诉电话：%s　咨询电话：%s".formatted(hall.complaintPhone(), hall.enquiryPhone()),
        "Complaints: %s   Enquiries: %s".formatted(hall.complaintPhone(), hall.enquiryPhone()));
  }

  /** {@code 个体工商户设立登记：当场办结，不收费}. */
  static String line(Item item) {
    return item.name() + "：" + limit(item) + fee(item.feeFen(), "，不收费", "，收费%s元/件");
  }

  /** The same in English. */
  static String lineEn(Item item) {
    return item.nameEn() + ": " + limitEn(item) + fee(item.feeFen(), ", free", ", fee CNY %s");
  }

  private static String limit(Item item) {
    Integer promised = item.promisedWorkingDays();
    if (promised == null) {
      return "时限以窗口告知为准";
    }
    if (promised == 0) {
      return "当场办结";
    }
    String legal = item.legalWorkingDays() == null ? "" : "（法定" + item.legalWorkingDays() + "个工作日）";
    return "承诺" + promised + "个工作日" + legal;
  }

  private static String limitEn(Item item) {
    Integer promised = item.promisedWorkingDays();
    if (promised == null) {
      return "time limit as told at the window";
    }
    if (promised == 0) {
      return "done on the spot";
    }
    String legal =
        item.legalWorkingDays() == null ? "" : " (by law " + item.legalWorkingDays() + ")";
    return promised + " working days" + legal;
  }

  /** Zero is 不收费, never 0 (R022); an unknown fee is not mentioned. */
  private static String fee(Long fen, String free, String amount) {
    if (fen == null) {
      return "";
    }
    if (fen == 0) {
      return free;
    }
    String yuan =
        fen % FEN == 0 ? String.valueOf(fen / FEN) : "%d.%02d".formatted(fen / FEN, fen % FEN);
    return amount.formatted(yuan);
  }
}
