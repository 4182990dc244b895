package org.jiaohao.hall.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.item.Items;
import org.jiaohao.hall.queue.TicketDesk;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.TableSync.Field;
import org.jiaohao.hall.store.TableSync.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/** Import of the set-up from CSV (R002). */
@CoreTest
class HallImportTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";
  private static final Charset GB18030 = Charset.forName("GB18030");

  @Autowired HallImport imports;
  @Autowired Halls halls;
  @Autowired HallSetup setup;
  @Autowired Items items;
  @Autowired EventLog log;
  @Autowired TicketDesk desk;

  private Map<String, byte[]> files() throws IOException {
    var files = new HashMap<String, byte[]>();
    for (String name : imports.files()) {
      files.put(name, new ClassPathResource("data/" + name).getContentAsByteArray());
    }
    return files;
  }

  /** The shipped files with a change to one of them. */
  private Map<String, byte[]> with(String file, UnaryOperator<String> change) throws IOException {
    Map<String, byte[]> files = files();
    files.compute(
        file,
        (name, bytes) ->
            change
                .apply(new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private ImportResult load(Map<String, byte[]> files) {
    ImportResult result = imports.run(files, "test");
    assertThat(result.errors()).isEmpty();
    return result;
  }

  @AfterEach
  void restore() throws IOException {
    load(files());
  }

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

  @Test
  void badRowsAreReportedByLineAndNothingIsImported() throws IOException {
    Map<String, byte[]> files =
        with(
            "windows.csv",
            text ->
                text.replaceFirst("YJ-C00,3,", "YJ-C99,3,").replaceFirst("YJ-C00,4,", "YJ-C00,2,"));
    files.put(
        "service-items.csv",
        with("service-items.csv", text -> text.replaceFirst("即办件,0,3,0", "即办件,zero,3,0"))
            .get("service-items.csv"));
    files.put(
        "halls.csv", with("halls.csv", text -> text.replace("延津县政务服务中心", "新名称")).get("halls.csv"));
    long seq = log.last();
    ImportResult result = imports.run(files, "test");
    assertThat(result.errors())
        .extracting(e -> e.file() + ":" + e.line())
        .containsExactly("windows.csv:5", "windows.csv:6", "service-items.csv:2");
    assertThat(result.errors()).allSatisfy(e -> assertThat(e.messageZh()).isNotBlank());
    assertThat(log.last()).isEqualTo(seq);
    assertThat(halls.get(HALL).name()).isEqualTo("延津县政务服务中心");
  }

  @Test
  void eachFileIsReadInItsOwnEncoding() throws IOException {
    for (Charset charset : List.of(GB18030, Charset.forName("GBK"))) {
      Map<String, byte[]> files = files();
      files.compute("halls.csv", (n, bytes) -> utf8(bytes).getBytes(charset));
      files.compute(
          "queues.csv", (n, bytes) -> ("\uFEFF" + utf8(bytes)).getBytes(StandardCharsets.UTF_8));
      assertThat(load(files).changes()).as(charset.name()).isEmpty();
    }
    // 䶮 has four bytes in GB18030 and none in GBK
    Map<String, byte[]> files = files();
    files.compute("windows.csv", (n, bytes) -> utf8(bytes).getBytes(GB18030));
    assertThat(load(files).changes()).isEmpty();
  }

  private static String utf8(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  @Test
  void otherEncodingsAreRefusedWithWhatToDo() throws IOException {
    byte[] good = files().get("windows.csv");
    String text = utf8(good);
    int half = text.indexOf('\n', text.length() / 2);
    byte[] first = text.substring(0, half).getBytes(GB18030);
    byte[] second = text.substring(half).getBytes(StandardCharsets.UTF_8);
    byte[] mixed = new byte[first.length + second.length];
    System.arraycopy(first, 0, mixed, 0, first.length);
    System.arraycopy(second, 0, mixed, first.length, second.length);
    byte[] binary = {'P', 'K', 3, 4, 0, 0, (byte) 0xFF, (byte) 0x80, 7};
    for (byte[] bad :
        List.of(
            text.getBytes(StandardCharsets.UTF_16),
            text.getBytes(StandardCharsets.UTF_16LE),
            binary,
            mixed)) {
      Map<String, byte[]> files = files();
      files.put("windows.csv", bad);
      ImportResult result = imports.run(files, "test");
      assertThat(result.errors()).hasSize(1);
      assertThat(result.errors().getFirst().file()).isEqualTo("windows.csv");
      assertThat(result.errors().getFirst().messageZh()).contains("另存为", "CSV UTF-8");
      assertThat(result.errors().getFirst().message()).contains("Save As");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "windows.csv,Business start-up 2,Business\u001Bstart-up 2,4",
    "windows.csv,Business start-up 2,Business\uE000 2,4",
    "windows.csv,Business start-up 2,Business\uFFFD 2,4",
    "halls.csv,0373-0000199,,2",
    "halls.csv,0373-0000100,call me,2",
    "halls.csv,08:30-12:00,08:30-15:00,2",
    "halls.csv,08:30-12:00,12:00-08:30,2",
    "halls.csv,YJ-C00,YJ C00,2",
    "queues.csv,'county,A,','county,I,',2",
    "windows.csv,'YJ-C00,2,','YJ-C00,2-A,',4",
    "windows.csv,'YJ-C00,2,','YJ-C00,01,',4",
    "service-items.csv,'承诺件,1,3,0','承诺件,9,3,0',4",
    "service-items.csv,'承诺件,1,3,0','承诺件,0,3,0',4",
    "service-items.csv,'承诺件,1,3,0','承诺件,1,3,80.555',4",
    "service-items.csv,',A,15,',',Z,15,',2"
  })
  void theRulesHoldForFilesToo(String file, String from, String to, int line) throws IOException {
    String replacement = to == null ? "" : to;
    ImportResult result =
        imports.run(
            with(file, text -> text.replaceFirst(java.util.regex.Pattern.quote(from), replacement)),
            "test");
    assertThat(result.errors()).isNotEmpty();
    assertThat(result.errors().getFirst().file()).isEqualTo(file);
    assertThat(result.errors().getFirst().line()).isEqualTo(line);
    assertThat(result.changes()).isEmpty();
  }

  @Test
  void aNameOf313CharactersIsRefused() throws IOException {
    ImportResult result =
        imports.run(
            with("windows.csv", text -> text.replaceFirst("企业开办综合窗口", "长".repeat(313))), "test");
    assertThat(result.errors()).hasSize(1);
    assertThat(result.errors().getFirst().messageZh()).contains("313");
  }

  @Test
  void aFeeHasUpToTwoDecimals() throws IOException {
    load(with("service-items.csv", text -> text.replaceFirst("承诺件,1,3,0,", "承诺件,1,3,80.5,")));
    assertThat(items.get("sj-003").feeFen()).isEqualTo(8050);
  }

  @Test
  void whatExcelDoesToFilesIsRead() throws IOException {
    Map<String, byte[]> files =
        with(
            "windows.csv",
            text ->
                "sep=;\r\n"
                    + text.replace(", one", "@one")
                        .replace(',', ';')
                        .replace("@one", ", one")
                        .replace("\n", "\r\n")
                    + ";;;;;;;;;;;;;\r\n\r\n");
    files.put(
        "halls.csv", with("halls.csv", HallImportTest::tabsAndColumnsTurned).get("halls.csv"));
    files.put(
        "queues.csv", with("queues.csv", text -> text.replaceAll("(?m)$", ",,")).get("queues.csv"));
    assertThat(load(files).changes()).isEmpty();
  }

  /** Tabs, and the last column first. */
  private static String tabsAndColumnsTurned(String text) {
    var turned = new StringBuilder();
    for (String row : text.lines().toList()) {
      String plain = row.replaceAll("\"([^\"]*)\"", "x").replace(',', '\t');
      int last = plain.lastIndexOf('\t');
      turned.append(plain.substring(last + 1)).append('\t').append(plain, 0, last).append('\n');
    }
    return turned.toString();
  }

  @Test
  void linesAreCountedAcrossLineBreaksInCells() throws IOException {
    ImportResult result =
        imports.run(
            with(
                "service-items.csv",
                text ->
                    text.replaceFirst("市场主体登记管理条例：当场登记，否则3个工作日", "\"当场\n登记\"")
                        .replaceFirst("承诺件,1,3,0", "承诺件,x,3,0")),
            "test");
    assertThat(result.errors())
        .extracting(ImportError::line)
        .contains(5L); // the fourth row stands one line further down
  }

  @Test
  void headersAreChecked() throws IOException {
    assertThat(first(with("queues.csv", text -> text.replaceFirst(",", "，")))).contains("全角逗号");
    assertThat(first(with("queues.csv", text -> text.replaceFirst("name_zh", "prefix"))))
        .contains("重复");
    assertThat(first(with("queues.csv", text -> text.lines().findFirst().orElseThrow())))
        .contains("没有任何数据行");
    assertThat(first(with("queues.csv", text -> ""))).contains("空");
    assertThat(first(with("halls.csv", text -> "a,b\n\"open quote"))).isNotBlank();
    assertThat(imports.run(Map.of(), "test").errors()).hasSize(4);
  }

  private String first(Map<String, byte[]> files) {
    return imports.run(files, "test").errors().getFirst().messageZh();
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
