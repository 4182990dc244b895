package org.jiaohao.hall.pages;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jiaohao.hall.hall.Halls;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the rolling screens say, with its validity (R018, R019). */
@Controller
class AnnouncementPages {
  private final Halls halls;
  private final StaffRecords records;
  private final Clock clock;
  private final ZoneId zone;

  AnnouncementPages(
      Halls halls, StaffRecords records, Clock clock, @Value("${jiaohao.zone}") ZoneId zone) {
    this.halls = halls;
    this.records = records;
    this.clock = clock;
    this.zone = zone;
  }

  @GetMapping("/manage/{hall}/announcements")
  String announcements(@PathVariable("hall") String id, Model model) {
    OffsetDateTime now = clock.instant().atZone(zone).toOffsetDateTime();
    List<Row> rows = records.announcements(id).stream().map(a -> Row.of(a, now)).toList();
    model.addAttribute("hall", halls.get(id));
    model.addAttribute("announcements", rows);
    model.addAttribute("today", now.truncatedTo(ChronoUnit.MINUTES));
    model.addAttribute("offset", now.getOffset().getId());
    model.addAttribute(
        "preview",
        rows.stream()
            .filter(row -> row.state.equals("current"))
            .map(Row::text)
            .collect(Collectors.joining("　　")));
    return "manage/announcements";
  }

  /**
   * An announcement on the page.
   *
   * @param state current, upcoming or expired
   * @param look class of its chip
   */
  record Row(
      String id,
      String text,
      String textEn,
      OffsetDateTime from,
      OffsetDateTime until,
      long rev,
      String state,
      String look) {
    static Row of(StaffRecords.Announcement a, OffsetDateTime now) {
      String state =
          a.from().isAfter(now)
              ? "upcoming"
              : a.until() != null && !a.until().isAfter(now) ? "expired" : "current";
      String look =
          switch (state) {
            case "current" -> "ok";
            case "upcoming" -> "info";
            default -> "";
          };
      return new Row(a.id(), a.text(), a.textEn(), a.from(), a.until(), a.rev(), state, look);
    }
  }
}
