package org.jiaohao.hall.publicity;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaohao.contract.http.Announcement;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.pages.PageController;
import org.jiaohao.hall.store.EventLog;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the rolling screens say, with its validity (R018, R019). */
@PageController
class AnnouncementPages {
  private static final int PREVIEW_LINES = 6;

  private final Halls halls;
  private final Announcements announcements;
  private final Playlist playlist;
  private final EventLog log;
  private final Clock clock;
  private final ZoneId zone;

  AnnouncementPages(
      Halls halls,
      Announcements announcements,
      Playlist playlist,
      EventLog log,
      Clock clock,
      @Value("${jiaohao.zone}") ZoneId zone) {
    this.halls = halls;
    this.announcements = announcements;
    this.playlist = playlist;
    this.log = log;
    this.clock = clock;
    this.zone = zone;
  }

  @May(Right.MANAGE_HALL)
  @GetMapping("/manage/{hall}/announcements")
  String announcements(@PathVariable("hall") String id, Model model) {
    OffsetDateTime now = clock.instant().atZone(zone).toOffsetDateTime();
    List<Row> rows = announcements.of(id).stream().map(a -> Row.of(a, now)).toList();
    model.addAttribute("hall", halls.get(id));
    model.addAttribute("announcements", rows);
    model.addAttribute("today", now.truncatedTo(ChronoUnit.MINUTES));
    model.addAttribute("offset", now.getOffset().getId());
    // Without complaint phone nothing is published (R023); announcements can be prepared all the
    // same.
    model.addAttribute(
        "scrolled", playlist.ready(id) ? Scrolled.of(playlist.of(id, log.last()), now) : null);
    return "publicity/announcements";
  }

  /**
   * What the rolling screens scroll now.
   *
   * @param preview its beginning and the complaint line
   * @param announcements lines that are announcements
   * @param items lines made from the item register
   * @param lines all lines in playing order, then the complaint line
   */
  record Scrolled(String preview, long announcements, long items, List<String> lines) {
    static Scrolled of(PlaylistView list, OffsetDateTime now) {
      List<PlaylistView.Entry> shown =
          list.entries().stream()
              .filter(entry -> entry.validFrom() == null || !entry.validFrom().isAfter(now))
              .toList();
      long items = shown.stream().filter(entry -> entry.kind().equals("ITEM")).count();
      Stream<String> texts = shown.stream().map(PlaylistView.Entry::text);
      List<String> lines = Stream.concat(texts, Stream.of(list.complaintLine())).toList();
      Stream<String> beginning = lines.stream().limit(Math.min(PREVIEW_LINES, shown.size()));
      return new Scrolled(
          Stream.concat(beginning, Stream.of(list.complaintLine()))
              .collect(Collectors.joining("　　")),
          shown.size() - items,
          items,
          lines);
    }
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
    static Row of(Announcement a, OffsetDateTime now) {
      String state =
          a.validFrom().isAfter(now)
              ? "upcoming"
              : a.validUntil() != null && !a.validUntil().isAfter(now) ? "expired" : "current";
      String look =
          switch (state) {
            case "current" -> "ok";
            case "upcoming" -> "info";
            default -> "";
          };
      return new Row(
          a.id(), a.text(), a.textEn(), a.validFrom(), a.validUntil(), a.rev(), state, look);
    }
  }
}
