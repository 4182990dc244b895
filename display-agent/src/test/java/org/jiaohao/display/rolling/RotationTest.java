package org.jiaohao.display.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jiaohao.contract.mqtt.PlaylistView.Entry;
import org.jiaohao.display.Playlist;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationTest {
  private static final Instant NINE = Instant.parse("2026-11-23T01:00:00Z");

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.ofHours(8));
  }

  private static Entry item(int n) {
    return new Entry("item-" + n, "ITEM", "事项" + n, null, null, null);
  }

  private static Entry news(String id, Instant from, Instant until) {
    return new Entry(
        id, "ANNOUNCEMENT", "公告" + id, null, at(from), until == null ? null : at(until));
  }

  private static Playlist playlist(Entry... entries) {
    return new Playlist(1, List.of(entries), "投诉电话：0373-0000199", "");
  }

  private static Rotation rotation(int secondsPerLine) {
    return new Rotation(row -> Duration.ofSeconds(secondsPerLine), 0);
  }

  /** Ids of the next lines, each shown for so long; nine o'clock is the beginning. */
  private static List<String> run(Rotation rotation, Instant from, Duration line, int lines) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < lines; i++) {
      Instant now = from.plus(line.multipliedBy(i));
      ids.add(rotation.next(now, Duration.between(NINE, now)).orElseThrow().id());
    }
    return ids;
  }

  @Test
  void nothingIsShownBeforeThereIsAPlaylist() {
    assertThat(rotation(10).next(NINE, Duration.ZERO)).isEmpty();
  }

  /** Eight hours with lines of any length up to a minute and a half. */
  @ParameterizedTest
  @CsvSource({"70,0", "70,3", "2000,0", "2000,200", "0,200", "0,0", "3,1"})
  @Proves("R023")
  void theComplaintPhonePassesAtLeastEveryFiveMinutes(int items, int announcements) {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < announcements; i++) {
      entries.add(news("n" + i, NINE, null));
    }
    for (int i = 0; i < items; i++) {
      entries.add(item(i));
    }
    var rotation =
        new Rotation(row -> Duration.ofSeconds(4 + Math.abs(row.id().hashCode()) % 87), 0);
    rotation.playlist(playlist(entries.toArray(Entry[]::new)), NINE);
    Duration running = Duration.ofDays(3); // this program runs since Friday
    Duration end = running.plusHours(8);
    Duration complaint = running;
    while (running.compareTo(end) < 0) {
      Rotation.Row row = rotation.next(NINE, running).orElseThrow();
      if (row.id().equals("complaint")) {
        assertThat(running.minus(complaint)).isLessThanOrEqualTo(Duration.ofMinutes(5));
        complaint = running;
      }
      running = running.plusSeconds(4 + Math.abs(row.id().hashCode()) % 87);
    }
    assertThat(end.minus(complaint)).isLessThanOrEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void neitherAnnouncementsNorItemsStarveInALongList() {
    Rotation rotation = rotation(15);
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < 200; i++) {
      entries.add(news("n" + i, NINE, null));
    }
    for (int i = 0; i < 2_000; i++) {
      entries.add(item(i));
    }
    rotation.playlist(playlist(entries.toArray(Entry[]::new)), NINE);
    List<String> twoHours = run(rotation, NINE, Duration.ofSeconds(15), 480);
    assertThat(twoHours.stream().filter(id -> id.startsWith("n")).distinct()).hasSize(200);
    assertThat(twoHours.stream().filter(id -> id.startsWith("item")).distinct())
        .hasSizeGreaterThan(200);
  }

  @Test
  void everyItemPassesInTurn() {
    var rotation = rotation(10);
    rotation.playlist(playlist(item(1), item(2), item(3)), NINE);
    assertThat(run(rotation, NINE, Duration.ofSeconds(10), 7))
        .containsExactly("complaint", "item-1", "item-2", "item-3", "item-1", "item-2", "item-3");
  }

  @Test
  void aNewAnnouncementIsTheNextLineAndComesBack() {
    var rotation = rotation(10);
    rotation.playlist(playlist(item(1), item(2)), NINE);
    run(rotation, NINE, Duration.ofSeconds(10), 3);
    rotation.playlist(playlist(news("n", NINE, null), item(1), item(2)), NINE.plusSeconds(30));
    assertThat(rotation.news(NINE.plusSeconds(30))).isTrue();
    var lines = run(rotation, NINE.plusSeconds(30), Duration.ofSeconds(10), 12);
    assertThat(lines.getFirst()).isEqualTo("n");
    assertThat(lines.stream().filter("n"::equals).count()).isGreaterThanOrEqualTo(2);
    assertThat(rotation.news(NINE.plusSeconds(200))).isFalse();
  }

  @Test
  void afterARestartOldAnnouncementsWaitForTheirTurn() {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < 200; i++) {
      entries.add(news("n" + i, NINE.minusSeconds(60), null));
    }
    entries.add(item(1));
    entries.add(item(2));
    Rotation rotation = rotation(10);
    rotation.playlist(playlist(entries.toArray(Entry[]::new)), NINE);
    assertThat(rotation.news(NINE)).isFalse();
    assertThat(run(rotation, NINE, Duration.ofSeconds(10), 5))
        .containsExactly("complaint", "item-1", "n0", "item-2", "n1");
  }

  @Test
  void aListLongerThanADayIsBegunSomewhere() {
    var rotation = new Rotation(row -> Duration.ofSeconds(10), 7);
    rotation.playlist(playlist(item(0), item(1), item(2)), NINE);
    assertThat(run(rotation, NINE, Duration.ofSeconds(10), 3))
        .containsExactly("complaint", "item-1", "item-2");
  }

  @Test
  void aLineThatGaveWayToTheComplaintPhoneIsNotLost() {
    Rotation rotation = rotation(100);
    rotation.playlist(playlist(item(1), item(2), item(3), item(4)), NINE);
    assertThat(run(rotation, NINE, Duration.ofSeconds(100), 7))
        .containsExactly(
            "complaint", "item-1", "complaint", "item-2", "complaint", "item-3", "complaint");
  }

  @Test
  void validityIsKeptToTheSecondWithoutNetwork() {
    Rotation rotation = rotation(1);
    Entry n = news("n", NINE.plusSeconds(60), NINE.plusSeconds(120));
    rotation.playlist(playlist(n, item(1)), NINE);
    run(rotation, NINE, Duration.ofSeconds(1), 1);
    assertThat(run(rotation, NINE.plusSeconds(59), Duration.ofSeconds(1), 2))
        .containsExactly("item-1", "n");
    assertThat(rotation.stillValid("n", NINE.plusSeconds(119))).isTrue();
    assertThat(rotation.stillValid("n", NINE.plusSeconds(120))).isFalse();
    assertThat(run(rotation, NINE.plusSeconds(120), Duration.ofSeconds(1), 20)).doesNotContain("n");
  }

  @Test
  void theHallsClockMayBeSetWithoutStoppingTheScreen() {
    Rotation rotation = rotation(10);
    rotation.playlist(playlist(item(1), item(2)), NINE);
    Duration running = Duration.ZERO;
    var ids = new ArrayList<String>();
    for (int days : List.of(0, 40, 40, -40, -40, 0)) {
      ids.add(rotation.next(NINE.plus(Duration.ofDays(days)), running).orElseThrow().id());
      running = running.plusSeconds(10);
    }
    assertThat(ids).containsExactly("complaint", "item-1", "item-2", "item-1", "item-2", "item-1");
  }
}
