package org.jiaohao.hall.hall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jiaohao.hall.problem.Problem;

/**
 * A CSV file with a header row, as Excel and WPS write it: separated by commas, semicolons or tabs,
 * columns in any order, empty lines and columns at the end. Collects what is wrong by line number
 * instead of stopping.
 */
public final class CsvTable {
  private static final String SEPARATORS = ",;\t";

  private final String file;
  private final List<ImportError> errors;
  private final String text;
  private final int linesBefore;
  private final char separator;
  private int line = 1;
  private int seen;

  /** A table in a text without byte order mark. */
  public CsvTable(String file, String text, List<ImportError> errors) {
    this.file = file;
    this.errors = errors;
    // Excel's own way to name the separator
    boolean named = text.regionMatches(true, 0, "sep=", 0, 4) && text.length() > 4;
    int end = named ? text.indexOf('\n') + 1 : 0;
    this.text = text.substring(end);
    this.linesBefore = named ? 1 : 0;
    this.separator = named ? text.charAt(4) : separatorOf(this.text);
  }

  private static char separatorOf(String text) {
    String header = text.lines().findFirst().orElse("");
    char best = ',';
    for (char each : SEPARATORS.toCharArray()) {
      if (count(header, each) > count(header, best)) {
        best = each;
      }
    }
    return best;
  }

  private static long count(String header, char separator) {
    return header.chars().filter(c -> c == separator).count();
  }

  /** Hands every readable row to {@code reader}; a row that is wrong is reported and left out. */
  public void rows(Set<String> columns, Consumer<Row> reader) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    long read = 0; // lines of the rows that could be read
    try (CSVParser parser = CSVParser.parse(text, format)) {
      var records = parser.iterator();
      Map<String, Integer> header = header(records.hasNext() ? records.next() : null, columns);
      read = parser.getCurrentLineNumber();
      if (header == null) {
        return; // and was reported
      }
      boolean any = false;
      while (records.hasNext()) {
        CSVRecord record = records.next();
        read = parser.getCurrentLineNumber();
        var row = new Row(record, header, lineOf(record));
        if (!row.isEmpty()) { // Excel leaves such lines where rows were cleared
          any = true;
          read(row, reader);
        }
      }
      if (!any) {
        error(1, "the file has no rows below its header", "文件除表头外没有任何数据行");
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      error(
          (int) read + 1 + linesBefore,
          "the row that begins here is no CSV: a quotation mark is missing or too many",
          "从本行开始不是有效的 CSV：引号缺失或多余");
    }
  }

  private Map<String, Integer> header(CSVRecord record, Set<String> columns) {
    if (record == null) {
      error(0, "the file is empty", "文件是空的");
      return null;
    }
    var places = new HashMap<String, Integer>();
    int at = lineOf(record);
    String twice = null;
    for (int i = 0; i < record.size(); i++) {
      String name = record.get(i);
      if (!name.isEmpty() && places.put(name, i) != null) {
        twice = name;
      }
    }
    boolean wide = record.get(0).indexOf('，') >= 0;
    if (!wide && Collections.disjoint(places.keySet(), columns)) {
      error(
          at,
          "the first line must name the columns: " + String.join(", ", new TreeSet<>(columns)),
          "第一行应为列名：" + String.join("、", new TreeSet<>(columns)));
      return null;
    }
    if (twice != null) {
      error(at, "the column " + twice + " occurs twice", "列 " + twice + " 重复");
      return null;
    }
    var missing = new ArrayList<>(new TreeSet<>(columns));
    missing.removeAll(places.keySet());
    if (!missing.isEmpty()) {
      error(
          at,
          "missing columns: "
              + String.join(", ", missing)
              + (wide ? "; the columns are separated by the full-width '，' instead of ','" : ""),
          "缺少列：" + String.join("、", missing) + (wide ? "；列之间用了全角逗号“，”，请改为半角逗号“,”" : ""));
      return null;
    }
    return places;
  }

  private void read(Row row, Consumer<Row> reader) {
    try {
      row.mustFit();
      reader.accept(row);
    } catch (BadRow e) {
      error(row.line, e.getMessage(), e.zh);
    } catch (Problem e) {
      error(row.line, e.getMessage(), e.detailZh());
    }
  }

  private void error(int at, String en, String zh) {
    errors.add(new ImportError(file, at, en, zh));
  }

  /** Line of a record's first character; cells may hold line breaks. */
  private int lineOf(CSVRecord record) {
    int at = (int) record.getCharacterPosition();
    while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
      at++;
    }
    return lineAt(at);
  }

  private int lineAt(int position) {
    for (; seen < position; seen++) {
      boolean lone = text.charAt(seen) == '\r' && !text.startsWith("\n", seen + 1);
      if (text.charAt(seen) == '\n' || lone) {
        line++;
      }
    }
    return line + linesBefore;
  }

  /** A row with typed access. */
  public static final class Row {
    private final CSVRecord record;
    private final Map<String, Integer> header;
    private final int line;

    private Row(CSVRecord record, Map<String, Integer> header, int line) {
      this.record = record;
      this.header = header;
      this.line = line;
    }

    private boolean isEmpty() {
      return record.stream().allMatch(String::isEmpty);
    }

    /** Cells beyond the header must be empty, and the row must reach its last column. */
    private void mustFit() {
      var known = new HashSet<>(header.values());
      int last = known.stream().mapToInt(Integer::intValue).max().orElse(0);
      boolean tooLong = false;
      for (int i = 0; i < record.size(); i++) {
        tooLong |= !known.contains(i) && !record.get(i).isEmpty();
      }
      if (tooLong || record.size() <= last) {
        throw bad(
            "the row has " + record.size() + " columns, the header " + (last + 1),
            "本行有 " + record.size() + " 列，表头有 " + (last + 1) + " 列，请检查逗号和引号");
      }
    }

    /** Its line in the file, from 1. */
    int line() {
      return line;
    }

    /** The cell, which must not be empty. */
    public String text(String column) {
      String value = optional(column);
      if (value == null) {
        throw bad(column + " is empty", column + " 不能为空");
      }
      return value;
    }

    /** The cell, or null when empty: empty means unknown, never zero. */
    public String optional(String column) {
      Integer place = header.get(column);
      String value = place == null ? "" : record.get(place);
      return value.isEmpty() ? null : value;
    }

    /** A cell with one of these values. */
    public String oneOf(String column, String... allowed) {
      String value = text(column);
      if (!Arrays.asList(allowed).contains(value)) {
        throw bad(
            column + " '" + value + "' is none of " + String.join(", ", allowed),
            column + "“" + value + "”不在允许的值之内：" + String.join("、", allowed));
      }
      return value;
    }

    /** A constant of an enum, written in lower case. */
    <E extends Enum<E>> E oneOf(String column, Class<E> type) {
      String[] words =
          Stream.of(type.getEnumConstants())
              .map(constant -> constant.name().toLowerCase(Locale.ROOT))
              .toArray(String[]::new);
      return Enum.valueOf(type, oneOf(column, words).toUpperCase(Locale.ROOT));
    }

    /** A whole number from 0, or null. */
    public Integer integer(String column) {
      String value = optional(column);
      if (value == null) {
        return null;
      }
      if (!value.matches("\\d{1,6}")) {
        throw bad(
            column + " '" + value + "' is not a whole number", column + "“" + value + "”不是整数");
      }
      return Integer.valueOf(value);
    }

    /** 0 or 1. */
    int flag(String column) {
      return Integer.parseInt(oneOf(column, "0", "1"));
    }

    /** Leaves this row out, with what is wrong. */
    public RuntimeException bad(String en, String zh) {
      return new BadRow(en, zh);
    }
  }

  /** Something cannot be imported. */
  static final class BadRow extends RuntimeException {
    private final String zh;

    BadRow(String en, String zh) {
      super(en);
      this.zh = zh;
    }

    String zh() {
      return zh;
    }
  }
}
