package org.jiaohao.hall.publicity;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.event.AnnouncementEvent;
import org.jiaohao.contract.event.DayEvent;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.contract.http.Announcement;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.jiaohao.hall.display.RetainedView;
import org.jiaohao.hall.display.ViewIds;
import org.jiaohao.hall.display.ViewPages;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.item.Item;
import org.jiaohao.hall.item.Items;
import org.jiaohao.hall.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * What rolling screens scroll: the announcements that are or will be valid, a line for every item
 * of the hall made from the register, and the phones (R018–R023).
 */
@Component
public class Playlist implements RetainedView {
  private static final int FEN = 100;

  private final Halls halls;
  private final Items items;
  private final Announcements announcements;
  private final ViewPages pages;
  private final Clock clock;

  Playlist(Halls halls, Items items, Announcements announcements, ViewPages pages, Clock clock) {
    this.halls = halls;
    this.items = items;
    this.announcements = announcements;
    this.pages = pages;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "playlist";
  }

  @Override
  public ViewIds changedBy(String hall, HallEvent event) {
    return switch (event) {
      case AnnouncementEvent a -> ViewIds.ALL;
      case HallEvent.Changed c -> ViewIds.ALL;
      case HallEvent.Imported i -> ViewIds.ALL;
      case DayEvent d -> ViewIds.ALL;
      default -> ViewIds.NONE;
    };
  }

  /** Whether the hall has a complaint phone; without it nothing is published (R023). */
  @Override
  public boolean ready(String hall) {
    String phone = halls.get(hall).complaintPhone();
    return phone != null && !phone.isBlank();
  }

  /** All pages of one revision; always all, since one change moves lines across pages. */
  @Override
  public Map<String, Object> render(String hall, ViewIds wanted, long rev) {
    PlaylistView whole = of(hall, rev);
    List<List<PlaylistView.Entry>> entries = pages.split(whole.entries());
    var views = new LinkedHashMap<String, Object>();
    for (int page = 0; page < entries.size(); page++) {
      views.put(
          String.valueOf(page),
          new PlaylistView(
              rev,
              page,
              entries.size(),
              entries.get(page),
              whole.complaintLine(),
              whole.complaintLineEn()));
    }
    return views;
  }

  /**
   * The whole playlist of a hall on one page, or a 409 problem while the hall has no complaint
   * phone (R023).
   */
  public PlaylistView of(String hallId, long rev) {
    if (!ready(hallId)) {
      throw Problem.conflict(
          "complaint-phone-missing",
          "Nothing is published without the complaint phone. Enter it in the hall's settings.",
          "未设置投诉电话，不能发布滚动信息。请先在大厅设置中填写投诉电话。");
    }
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
        0,
        1,
        List.copyOf(entries),
        "投诉电话：" + hall.complaintPhone() + other("　咨询电话：", hall.enquiryPhone()),
        "Complaints: " + hall.complaintPhone() + other("   Enquiries: ", hall.enquiryPhone()));
  }

  private static String other(String label, String phone) {
    return phone == null || phone.isBlank() ? "" : label + phone;
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
    String legal =
        item.legalWorkingDays() != null
            ? "法定" + item.legalWorkingDays() + "个工作日"
            : item.legalCalendarDays() != null ? "法定" + item.legalCalendarDays() + "日" : "";
    if (promised == null) {
      return legal.isEmpty() ? "时限以窗口告知为准" : legal;
    }
    if (promised == 0) {
      return "当场办结";
    }
    return "承诺" + promised + "个工作日" + (legal.isEmpty() ? "" : "（" + legal + "）");
  }

  private static String limitEn(Item item) {
    Integer promised = item.promisedWorkingDays();
    String legal =
        item.legalWorkingDays() != null
            ? "by law " + days(item.legalWorkingDays(), "working day")
            : item.legalCalendarDays() != null
                ? "by law " + days(item.legalCalendarDays(), "day")
                : "";
    if (promised == null) {
      return legal.isEmpty() ? "time limit as told at the window" : legal;
    }
    if (promised == 0) {
      return "done on the spot";
    }
    return days(promised, "working day") + (legal.isEmpty() ? "" : " (" + legal + ")");
  }

  private static String days(int count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
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
