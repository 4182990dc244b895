package org.jiaohao.hall.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.EnrolmentRequest;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.identity.AgentCredentials;
import org.jiaohao.hall.store.TableSync.Field;
import org.jiaohao.hall.store.TableSync.Kind;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Import of the set-up from CSV (R002). */
@CoreTest
class HallImportTest extends ImportSuite {
  @Autowired AgentCredentials agents;
  @Autowired WritePath writes;

  @Test
  void everyItemHasAnOfferSomewhereAndItsQueueHasAWindow() {
    for (Hall hall : halls.all()) {
      items
          .offers(hall)
          .values()
          .forEach(queue -> assertThat(hall.windowsOf(queue)).as(hall.id() + queue).isNotEmpty());
    }
    assertThat(items.hallsOffering("sj-001")).hasSize(14);
    Hall township = halls.get("yj-t01");
    assertThat(township.queues()).extracting(Hall.Queue::id).containsExactly("j", "m");
    assertThat(items.offers(township).values()).containsOnly("j", "m");
  }

  @Test
  void aSecondImportChangesNothing() throws IOException {
    long seq = log.last();
    ImportResult again = load(files());
    assertThat(again.added() + again.changed() + again.retired()).isZero();
    assertThat(again.changes()).isEmpty();
    assertThat(again.unchanged()).isGreaterThan(200);
    assertThat(log.last()).isEqualTo(seq);
  }

  /** Names of the set-up stand on screens, strips and paper (N13). */
  @ParameterizedTest
  @CsvSource({
    "halls.csv, 延津县政务服务中心",
    "queues.csv, 企业开办与市场准入",
    "windows.csv, 企业开办综合窗口",
    "windows.csv, 张晓雨",
    "service-items.csv, 个体工商户设立登记"
  })
  @Proves("N13")
  void aRowWithANumberOfAPersonIsRefused(String file, String word) throws IOException {
    for (String number : List.of("１３８ ０３７３ １２３４", "11010519491231002x")) {
      var errors =
          imports.preview(with(file, text -> text.replaceFirst(word, word + number))).errors();
      assertThat(errors).extracting(ImportError::file).contains(file);
      assertThat(errors)
          .anySatisfy(error -> assertThat(error.message()).contains("ticket number"))
          .anySatisfy(error -> assertThat(error.messageZh()).contains("票号"));
    }
  }

  @Test
  @Proves("N20")
  void namesOfStaffHaveTheOneMiddleDot() throws IOException {
    ImportResult preview =
        imports.preview(with("windows.csv", text -> text.replaceFirst("张晓雨", "吾买尔・江")));
    assertThat(preview.changes().toString()).contains("吾买尔·江").doesNotContain("・");
  }

  @Test
  void theFileIsTheTruthAndThePreviewTellsBefore() throws IOException {
    Map<String, byte[]> files =
        with(
            "windows.csv",
            text ->
                text.lines()
                    .filter(row -> !row.startsWith("YJ-C00,2,"))
                    .reduce("", (a, b) -> a + b + "\n")
                    .replaceFirst("Business start-up 1", "Start-up 1"));
    long seq = log.last();
    ImportResult preview = imports.preview(files);
    assertThat(preview.errors()).isEmpty();
    assertThat(preview.changed()).isEqualTo(1);
    assertThat(preview.changes())
        .filteredOn(change -> change.kind().equals("window"))
        .extracting(ImportResult.Change::id, ImportResult.Change::change)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("yj-c00/1", Kind.CHANGED),
            org.assertj.core.groups.Tuple.tuple("yj-c00/2", Kind.RETIRED));
    assertThat(preview.changes())
        .filteredOn(change -> change.change() == Kind.CHANGED)
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.fields())
                    .containsExactly(new Field("name_en", "Business start-up 1", "Start-up 1")));
    assertThat(log.last()).as("a preview writes nothing").isEqualTo(seq);
    assertThat(halls.get(HALL).window("2")).isPresent();
    assertThat(load(files).changes()).isEqualTo(preview.changes());
    assertThat(halls.get(HALL).window("2")).isEmpty();
    assertThat(load(files()).added()).as("it comes back").isPositive();
    assertThat(halls.get(HALL).window("2")).isPresent();
  }

  @Test
  void aCellThatLosesAQueueReallyLosesIt() throws IOException {
    load(with("windows.csv", text -> text.replaceFirst("市场监督管理局,A,", "市场监督管理局,A|C,")));
    assertThat(halls.get(HALL).window("1").orElseThrow().queues()).containsExactly("a", "c");
    load(files());
    assertThat(halls.get(HALL).window("1").orElseThrow().queues()).containsExactly("a");
  }

  @Test
  void anItemThatIsTakenAwayIsNoLongerOffered() throws IOException {
    load(
        with(
            "service-items.csv",
            text ->
                text.lines()
                    .filter(row -> !row.startsWith("SJ-003,"))
                    .reduce("", (a, b) -> a + b + "\n")));
    assertThat(items.offers(halls.get(HALL))).doesNotContainKey("sj-003");
    assertThat(items.of(halls.get(HALL))).noneMatch(item -> item.code().equals("sj-003"));
    assertThat(items.find("sj-003")).as("tickets drawn for it still know it").isPresent();
  }

  @Test
  void aQueueInWhichPeopleWaitKeepsAWindow() throws IOException {
    var ticket = desk.draw("yj-t05", new DrawRequest("m", null, null, "test"), "test");
    Map<String, byte[]> files =
        with(
            "windows.csv",
            text ->
                text.lines()
                    .map(
                        row ->
                            row.startsWith("YJ-T05,")
                                ? row.replace("M|J,", "J,").replace(",M,", ",J,")
                                : row)
                    .reduce("", (a, b) -> a + b + "\n"));
    for (ImportResult result : List.of(imports.preview(files), imports.run(files, "test"))) {
      assertThat(result.errors()).isNotEmpty();
      assertThat(result.errors().toString()).contains("yj-t05/m", "1 人等候");
    }
    desk.cancel("yj-t05", ticket.id(), "test");
  }

  @Test
  void aWindowThatIsOpenIsNotTakenAway() throws IOException {
    Map<String, byte[]> files = with("windows.csv", text -> text.replaceFirst("YJ-C00,1,.*\n", ""));
    windows.open(HALL, "1", "clerk1");
    for (ImportResult result : List.of(imports.preview(files), imports.run(files, "test"))) {
      assertThat(result.errors().toString()).contains("yj-c00/1", "请先关闭该窗口");
    }
    windows.close(HALL, "1", "clerk1");
    assertThat(imports.preview(files).retired()).isPositive();
  }

  @Test
  void anAreaInWhichAKioskStandsIsNotTakenAway() throws IOException {
    Map<String, byte[]> files =
        with("windows.csv", text -> text.replaceAll("B区-[^,]*,", "A区-企业开办与市场准入,"));
    String code = agents.createCode(HALL, "kiosk-b", "KIOSK", "test").code();
    agents.enrol(new EnrolmentRequest(code, "kiosk-b"));
    writes.run(
        tx -> tx.sql().sql("insert into agent_area values ('yj-c00', 'kiosk-b', 'B区')").update());
    assertThat(imports.preview(files).errors().toString()).contains("yj-c00/B区", "kiosk-b");
    agents.revoke(HALL, "kiosk-b", "test");
    assertThat(imports.preview(files).errors()).isEmpty();
  }

  @Test
  void aHallThatIsTakenAwayIsClosedNotDeleted() throws IOException {
    Map<String, byte[]> files = with("halls.csv", text -> without(text, "YJ-T13"));
    files.put(
        "windows.csv", with("windows.csv", text -> without(text, "YJ-T13")).get("windows.csv"));
    load(files);
    assertThat(halls.ids()).hasSize(13).doesNotContain("yj-t13");
    assertThat(halls.get("yj-t13").name()).as("its history has a name").isNotBlank();
    assertThat(halls.get("yj-t13").queues()).isEmpty();
  }

  private static String without(String text, String hall) {
    return text.lines()
        .filter(row -> !row.startsWith(hall + ","))
        .reduce("", (a, b) -> a + b + "\n");
  }

  @Test
  void aLabelKeepsItsLettersAndIsFoundInEitherCase() throws IOException {
    load(with("windows.csv", text -> text.replaceFirst("YJ-C00,22,", "YJ-C00,B22,")));
    assertThat(halls.get(HALL).window("b22").orElseThrow().no()).isEqualTo("B22");
    assertThat(halls.get(HALL).window("B22")).isPresent();
    assertThat(halls.get(HALL).window("22")).isEmpty();
  }

  @Test
  void aNumberWrittenOtherwiseIsTheWindowThatIsThere() throws IOException {
    Map<String, byte[]> zero =
        with("windows.csv", text -> text.replaceFirst("YJ-C00,2,", "YJ-C00,02,"));

    ImportResult result = load(zero);

    assertThat(result.changes()).isEmpty();
    assertThat(result.warnings())
        .filteredOn(warning -> warning.file().equals("windows.csv"))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.line()).isEqualTo(4);
              assertThat(warning.message()).contains("02", "keeps that number");
              assertThat(warning.messageZh()).contains("“2”");
            });

    Map<String, byte[]> without =
        with("windows.csv", text -> text.replaceFirst("YJ-C00,2,.*\\n", ""));
    load(without);
    ImportResult renumbered = load(zero);
    assertThat(renumbered.changes())
        .as("after it was taken out once, the file's number counts")
        .extracting(ImportResult.Change::id)
        .contains("yj-c00/02");
    assertThat(halls.get(HALL).window("02")).isPresent();
    load(without);
  }

  @Test
  void twoThousandItemsAreImportedWithinSeconds() throws IOException {
    Map<String, byte[]> files =
        with(
            "service-items.csv",
            text -> {
              var many = new StringBuilder(text);
              String row =
                  text.lines().filter(r -> r.startsWith("SJ-001,")).findFirst().orElseThrow();
              for (int i = 0; i < 2000; i++) {
                many.append(row.replaceFirst("SJ-001", "XX-" + i)).append('\n');
              }
              return many.toString();
            });
    long start = System.nanoTime();
    ImportResult result = load(files);
    assertThat(result.added()).isGreaterThanOrEqualTo(30_000);
    assertThat(java.time.Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(java.time.Duration.ofSeconds(30));
  }

  @Test
  void movingAWindowChangesWhereTheTicketSends() {
    assertThat(Place.of(halls.get(HALL), "b").zh()).isEqualTo("B区 4–6号窗口");
    setup.changeWindow(HALL, "6", new HallSetup.WindowChange(null, null, "C区", null), "manager");
    assertThat(Place.of(halls.get(HALL), "b").zh()).isEqualTo("B区 4–5号窗口、C区 6号窗口");
    setup.changeWindow(HALL, "6", new HallSetup.WindowChange(null, null, "B区", null), "manager");
  }
}
