package org.jiaohao.hall.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.hall.HallSetup.QueueChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are read, and what is said about those that are not (R002). */
@CoreTest
class ImportedFilesTest extends ImportSuite {
  private static final String MISSING = "missing columns: ";

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
    "halls.csv,'county,410726,','county,4.10726E+05,',2",
    "halls.csv,',410726001,',',410726001.0,',3",
    "windows.csv,A区-企业开办与市场准入,A区-企业开办,4",
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
            with(file, text -> text.replaceFirst(Pattern.quote(from), replacement)), "test");
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
        "halls.csv", with("halls.csv", ImportedFilesTest::tabsAndColumnsTurned).get("halls.csv"));
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
    assertThat(imports.run(Map.of(), "test").errors()).as("all but queues.csv").hasSize(3);
  }

  /** A mistyped heading would otherwise empty the column in every row. */
  @ParameterizedTest
  @CsvSource({
    "windows.csv,strip_screen_id",
    "windows.csv,departments",
    "halls.csv,morning_hours",
    "service-items.csv,fee_cny"
  })
  void aColumnThatIsNotThereIsNamedOnceAndEmptiesNothing(String file, String column)
      throws IOException {
    ImportResult result =
        imports.run(with(file, text -> text.replaceFirst(column, column + "s")), "test");
    assertThat(result.errors()).extracting(ImportError::message).containsExactly(MISSING + column);
  }

  /** What stands in a file that cannot be read is not missed by the others too. */
  @ParameterizedTest
  @ValueSource(strings = {"halls.csv", "queues.csv"})
  void aFileThatCannotBeReadIsOneError(String file) throws IOException {
    for (String text : List.of("", "name\n", "1,1,2\n")) {
      ImportResult result = imports.run(with(file, all -> text), "test");
      assertThat(result.errors()).extracting(ImportError::file).containsExactly(file);
    }
    assertThat(first(with(file, text -> text.substring(text.indexOf('\n') + 1))))
        .startsWith("第一行应为列名：");
  }

  @Test
  void withoutTheFileOfQueuesTheyStayAsTheyAre() throws IOException {
    setup.changeQueue(HALL, "a", new QueueChange("企业 \"开办\", 变更", null), "test");
    Map<String, byte[]> files = with("windows.csv", text -> text.replaceFirst("YJ-C00,1,.*\n", ""));
    files.remove("queues.csv");
    String other = halls.get("yj-t02").queue("m").orElseThrow().name();
    setup.changeQueue("yj-t01", "m", new QueueChange("综合业务", "General business"), "test");

    assertThat(load(files).changes())
        .extracting(ImportResult.Change::id)
        .containsExactlyInAnyOrder("yj-c00/1", "yj-c00/1/a");
    assertThat(halls.get(HALL).queue("a").orElseThrow().name()).isEqualTo("企业 \"开办\", 变更");
    assertThat(halls.get("yj-t01").queue("m").orElseThrow().name()).isEqualTo("综合业务");
    assertThat(halls.get("yj-t02").queue("m").orElseThrow().name()).isEqualTo(other);
  }

  private String first(Map<String, byte[]> files) {
    return imports.run(files, "test").errors().getFirst().messageZh();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "queues.csv | county,A,企业开办与市场准入, | county,A,, | 2",
        "halls.csv | 0373-0000199 | 没有 | 2",
        "halls.csv | 08:30-12:00 | 25:00-12:00 | 2",
        "halls.csv | 410726001,YJ-C00 | 410726001,YJ-T02 | 3",
        "windows.csv | YJ-C00,1, | YJ-C00,1,\" | 3"
      })
  void whatIsWrongInOneRowIsSaidOnceAndWithItsLine(String file, String from, String to, int line)
      throws IOException {
    ImportResult result =
        imports.run(with(file, text -> text.replaceFirst(Pattern.quote(from), to)), "test");
    assertThat(result.errors())
        .extracting(e -> e.file() + ":" + e.line())
        .containsExactly(file + ":" + line);
    assertThat(result.errors().getFirst().message()).doesNotContain("Exception");
    assertThat(result.warnings()).isEmpty();
  }
}
