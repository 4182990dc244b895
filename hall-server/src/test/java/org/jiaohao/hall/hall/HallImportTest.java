package org.jiaohao.hall.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.item.Items;
import org.jiaohao.hall.store.EventLog;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

@CoreTest
class HallImportTest extends CoreTest.Fixture {
  @Autowired HallImport imports;
  @Autowired Halls halls;
  @Autowired HallSetup setup;
  @Autowired Items items;
  @Autowired EventLog log;

  private static Map<String, String> files() throws IOException {
    var files = new HashMap<String, String>();
    for (String name : HallImport.FILES) {
      files.put(
          name, new ClassPathResource("data/" + name).getContentAsString(StandardCharsets.UTF_8));
    }
    return files;
  }

  @Test
  void theShippedDataGivesFourteenHallsAndSixtyEightWindows() {
    List<Hall> all = halls.all();
    assertThat(all).hasSize(14);
    assertThat(all.getFirst().id()).isEqualTo("yj-c00");
    assertThat(all.stream().mapToInt(h -> h.windows().size()).sum()).isEqualTo(68);
    assertThat(items.of(all.getFirst())).hasSizeGreaterThan(50);
    Hall township = halls.get("yj-t01");
    assertThat(township.queues()).extracting(Hall.Queue::id).containsExactly("j", "m");
    assertThat(township.offers().values()).containsOnly("j", "m");
  }

  @Test
  void everyItemHasAnOfferSomewhereAndItsQueueHasAWindow() {
    for (Hall hall : halls.all()) {
      hall.offers()
          .values()
          .forEach(queue -> assertThat(hall.windowsOf(queue)).as(hall.id() + queue).isNotEmpty());
    }
    assertThat(items.hallsOffering("sj-001")).hasSize(14);
  }

  @Test
  void aSecondImportChangesNothing() throws IOException {
    long seq = log.last();
    ImportResult again = imports.run(files(), "test");
    assertThat(again.added()).isZero();
    assertThat(again.changed()).isZero();
    assertThat(again.unchanged()).isGreaterThan(200);
    assertThat(log.last()).isEqualTo(seq);
  }

  @Test
  void badRowsAreReportedByLineAndNothingIsImported() throws IOException {
    Map<String, String> files = files();
    files.compute(
        "windows.csv",
        (name, text) ->
            text.replaceFirst("YJ-C00,3,", "YJ-C99,3,").replaceFirst("YJ-C00,4,", "YJ-C00,2,"));
    files.compute(
        "service-items.csv", (name, text) -> text.replaceFirst("即办件,0,3,0", "即办件,zero,3,0"));
    files.compute("halls.csv", (name, text) -> text.replace("延津县政务服务中心", "新名称"));
    long seq = log.last();
    ImportResult result = imports.run(files, "test");
    assertThat(result.errors())
        .extracting(e -> e.file() + ":" + e.line())
        .containsExactly("windows.csv:5", "windows.csv:6", "service-items.csv:2");
    assertThat(result.errors()).allSatisfy(e -> assertThat(e.messageZh()).isNotBlank());
    assertThat(log.last()).isEqualTo(seq);
    assertThat(halls.get("yj-c00").name()).isEqualTo("延津县政务服务中心");
  }

  @Test
  void filesThatAreNoCsvAreRefused() throws IOException {
    Map<String, String> files = files();
    files.put("halls.csv", "a,b\n\"open quote");
    assertThat(imports.run(files, "test").errors()).isNotEmpty();
    assertThat(imports.run(Map.of(), "test").errors()).hasSize(4);
  }

  @Test
  void movingAWindowChangesWhereTheTicketSends() {
    assertThat(Place.of(halls.get("yj-c00"), "b").zh()).isEqualTo("B区 4–6号窗口");
    setup.changeWindow(
        "yj-c00", "6", new HallSetup.WindowChange(null, null, "C区", null), "manager");
    assertThat(Place.of(halls.get("yj-c00"), "b").zh()).isEqualTo("B区 4–5号窗口、C区 6号窗口");
    setup.changeWindow(
        "yj-c00", "6", new HallSetup.WindowChange(null, null, "B区", null), "manager");
  }
}
