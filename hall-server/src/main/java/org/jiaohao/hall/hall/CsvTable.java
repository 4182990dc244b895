package org.jiaohao.hall.hall;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file with a header row; collects what is wrong by line number instead of stopping. */
final class CsvTable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private final String file;
  private final String text;
  private final List<ImportError> errors;

  CsvTable(String file, String text, List<ImportError> errors) {
    this.file = file;
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.errors = errors;
  }

  /** Hands every readable row to {@code reader}; a row that is wrong is reported and left out. */
  void rows(Set<String> columns, Consumer<Row> reader) {
    try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
      var missing = new ArrayList<>(columns);
      missing.removeAll(parser.getHeaderNames());
      if (!missing.isEmpty()) {
        errors.add(
            new ImportError(
                file,
                1,
                "missing columns: " + String.join(", ", missing),
                "缺少列：" + String.join("、", missing)));
        return;
      }
      for (CSVRecord row : parser) {
        read(new Row(row, parser.getCurrentLineNumber()), reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException e) {
      errors.add(new ImportError(file, 0, "not a CSV file: " + e.getMessage(), "不是有效的CSV文件"));
    }
  }

  private void read(Row row, Consumer<Row> reader) {
    try {
      if (!row.record.isConsistent()) {
        throw row.bad("wrong number of columns", "列数不对");
      }
      reader.accept(row);
    } catch (BadRow e) {
      errors.add(new ImportError(file, row.line, e.getMessage(), e.zh));
    }
  }

  /** A row with typed access. */
  final class Row {
    private final CSVRecord record;
    private final long line;

    private Row(CSVRecord record, long line) {
      this.record = record;
      this.line = line;
    }

    String text(String column) {
      String value = record.get(column);
      if (value.isEmpty()) {
        throw bad(column + " is empty", column + " 不能为空");
      }
      return value;
    }

    /** The cell, or null when empty: empty means unknown, never zero. */
    String optional(String column) {
      String value = record.get(column);
      return value.isEmpty() ? null : value;
    }

    String oneOf(String column, Set<String> allowed) {
      String value = text(column);
      if (!allowed.contains(value)) {
        throw bad(
            column + " '" + value + "' is none of " + allowed, column + "“" + value + "”不在允许的值之内");
      }
      return value;
    }

    String id(String column) {
      String value = text(column).toLowerCase(java.util.Locale.ROOT);
      if (!value.matches("[a-z0-9-]{1,32}")) {
        throw bad(
            column + " '" + value + "' may only hold letters, digits and '-'",
            column + "“" + value + "”只能包含字母、数字和“-”");
      }
      return value;
    }

    Integer integer(String column) {
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

    BadRow bad(String en, String zh) {
      return new BadRow(en, zh);
    }
  }

  /** Leaves a row out. */
  static final class BadRow extends RuntimeException {
    private final String zh;

    private BadRow(String en, String zh) {
      super(en);
      this.zh = zh;
    }
  }
}
