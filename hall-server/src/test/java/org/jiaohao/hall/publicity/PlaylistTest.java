package org.jiaohao.hall.publicity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.item.Item;
import org.jiaohao.hall.item.ItemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines made from the item register, word for word (R020–R023). */
class PlaylistTest {
  private static Item item(Integer promised, Integer working, Integer calendar, Long fen) {
    return new Item(
        "x-1",
        "某事项",
        "An item",
        "某局",
        ItemType.PROMISED,
        promised,
        working,
        calendar,
        fen,
        List.of(),
        List.of(),
        null,
        null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 3 |    | 0     | 某事项：当场办结，不收费 | An item: done on the spot, free",
        "0 |   |    | 1000  | 某事项：当场办结，收费10元/件 | An item: done on the spot, fee CNY 10",
        "3 | 10|    | 8000  | 某事项：承诺3个工作日（法定10个工作日），收费80元/件"
            + " | An item: 3 working days (by law 10 working days), fee CNY 80",
        "1 |   |    | 0     | 某事项：承诺1个工作日，不收费 | An item: 1 working day, free",
        "20|   | 60 | 2000  | 某事项：承诺20个工作日（法定60日），收费20元/件"
            + " | An item: 20 working days (by law 60 days), fee CNY 20",
        "  |   | 30 | 0     | 某事项：法定30日，不收费 | An item: by law 30 days, free",
        "  |   |    |       | 某事项：时限以窗口告知为准 | An item: time limit as told at the window",
        "5 |   |    | 1     | 某事项：承诺5个工作日，收费0.01元/件 | An item: 5 working days, fee CNY 0.01",
        "5 |   |    | 12050 | 某事项：承诺5个工作日，收费120.50元/件"
            + " | An item: 5 working days, fee CNY 120.50"
      })
  void lines(Integer promised, Integer working, Integer calendar, Long fen, String zh, String en) {
    Item item = item(promised, working, calendar, fen);
    assertThat(Playlist.line(item)).isEqualTo(zh);
    assertThat(Playlist.lineEn(item)).isEqualTo(en);
  }

  @Test
  void theCountyHallsPlaylistIsTheApprovedOne() throws IOException {
    PlaylistView view = RunningHall.shared().bean(Playlist.class).of("yj-c00", 7);
    var text = new StringBuilder();
    view.entries().stream()
        .filter(e -> e.kind().equals("ITEM"))
        .forEach(e -> text.append(e.text()).append('\n').append(e.textEn()).append('\n'));
    text.append(view.complaintLine()).append('\n').append(view.complaintLineEn()).append('\n');
    Path approved = Path.of("src/test/resources/golden/playlist-yj-c00.txt");
    Files.writeString(Path.of("target/playlist-yj-c00.txt"), text, StandardCharsets.UTF_8);
    assertThat(text.toString()).isEqualTo(Files.readString(approved, StandardCharsets.UTF_8));
    assertThat(text.toString()).doesNotContain("收费0元").doesNotContain("CNY 0\n");
  }
}
