package org.jiaohao.display.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.jiaohao.contract.mqtt.PlaylistView.Entry;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static PlaylistView playlist(Entry... entries) {
    return new PlaylistView(1, 0, 1, List.of(entries), "投诉电话：0373-0000199", "");
  }

  private static List<String> run(Rotation rotation, Instant from, Duration line, int lines) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < lines; i++) {
      ids.add(rotation.next(from.plus(line.multipliedBy(i))).orElseThrow().id());
    }
    return ids;
  }

  @Test
  void nothingIsShownBeforeThereIsAPlaylist() {
    assertThat(new Rotation().next(NINE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 15, 60})
  @Proves("R023")
  void theComplaintPhonePassesAtLeastEveryFiveMinutes(int secondsPerLine) {
    var rotation = new Rotation();
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < 70; i++) {
      entries.add(item(i));
    }
    rotation.playlist(playlist(entries.toArray(Entry[]::new)));
    Instant last = NINE;
    for (int i = 0; i < 8 * 3600 / secondsPerLine; i++) {
      Instant now = NINE.plusSeconds((long) i * secondsPerLine);
      if (rotation.next(now).orElseThrow().id().equals("complaint")) {
        assertThat(Duration.between(last, now)).isLessThanOrEqualTo(Duration.ofMinutes(5));
        last = now;
      }
    }
    assertThat(last).isAfter(NINE.plusSeconds(8 * 3600 - 300));
  }

  @Test
  void everyItemPassesInTurn() {
    var rotation = new Rotation();
    rotation.playlist(playlist(item(1), item(2), item(3)));
    assertThat(run(rotation, NINE, Duration.ofSeconds(10), 7))
        .containsExactly("complaint", "item-1", "item-2", "item-3", "item-1", "item-2", "item-3");
  }

  @Test
  void aNewAnnouncementIsTheNextLineAndComesBack() {
    var rotation = new Rotation();
    rotation.playlist(playlist(item(1), item(2)));
    run(rotation, NINE, Duration.ofSeconds(10), 3);
    rotation.playlist(playlist(news("n", NINE, null), item(1), item(2)));
    assertThat(rotation.news(NINE.plusSeconds(30))).isTrue();
    var lines = run(rotation, NINE.plusSeconds(30), Duration.ofSeconds(10), 12);
    assertThat(lines.getFirst()).isEqualTo("n");
    assertThat(lines.stream().filter("n"::equals).count()).isGreaterThanOrEqualTo(2);
    assertThat(rotation.news(NINE.plusSeconds(200))).isFalse();
  }

  @Test
  void validityIsKeptToTheSecondWithoutNetwork() {
    var rotation = new Rotation();
    rotation.playlist(playlist(news("n", NINE.plusSeconds(60), NINE.plusSeconds(120)), item(1)));
    run(rotation, NINE, Duration.ofSeconds(1), 1);
    assertThat(rotation.next(NINE.plusSeconds(59)).orElseThrow().id()).isEqualTo("item-1");
    assertThat(rotation.next(NINE.plusSeconds(60)).orElseThrow().id()).isEqualTo("n");
    assertThat(rotation.stillValid("n", NINE.plusSeconds(119))).isTrue();
    assertThat(rotation.stillValid("n", NINE.plusSeconds(120))).isFalse();
    assertThat(run(rotation, NINE.plusSeconds(120), Duration.ofSeconds(1), 20)).doesNotContain("n");
  }
}
