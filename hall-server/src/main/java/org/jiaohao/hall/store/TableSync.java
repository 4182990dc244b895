package org.jiaohao.hall.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jiaohao.hall.store.TableRows.Row;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings a table to the rows a file says, and tells beforehand what that changes. */
public final class TableSync {
  private static final String RETIRED = "retired_at";

  private TableSync() {}

  /** What happens to a row. */
  public enum Kind {
    ADDED,
    CHANGED,
    RETIRED,
    /** Its place in the order alone is another. */
    MOVED
  }

  /**
   * A column that changes.
   *
   * @param name column
   * @param before value so far, or null
   * @param after new value, or null
   */
  public record Field(String name, String before, String after) {}

  /**
   * A row that changes.
   *
   * @param table its table
   * @param kind what happens to it
   * @param row the row as it will be; a retired one has no values
   * @param fields what changes, for a changed row
   */
  public record Change(String table, Kind kind, Row row, List<Field> fields) {
    /** Its key in one word, for example {@code yj-c00/3}. */
    public String id() {
      return TableSync.id(row.key());
    }
  }

  private static String id(Map<String, Object> key) {
    return key.values().stream().map(String::valueOf).collect(Collectors.joining("/"));
  }

  /** What would change; nothing is written. */
  public static List<Change> plan(JdbcClient sql, TableRows wanted) {
    var changes = new ArrayList<Change>();
    Map<String, Map<String, Object>> before = existing(sql, wanted);
    for (Row row : wanted.rows()) {
      Map<String, Object> old = before.remove(id(row.key()));
      if (old == null || old.get(RETIRED) != null) {
        changes.add(new Change(wanted.table(), Kind.ADDED, row, List.of()));
      } else {
        compare(wanted.table(), row, old, changes);
      }
    }
    before.forEach(
        (id, old) -> {
          if (old.get(RETIRED) == null) {
            Row gone = new Row(key(wanted, old), Map.of());
            changes.add(new Change(wanted.table(), Kind.RETIRED, gone, List.of()));
          }
        });
    return changes;
  }

  private static Map<String, Map<String, Object>> existing(JdbcClient sql, TableRows wanted) {
    var found = new LinkedHashMap<String, Map<String, Object>>();
    if (!wanted.rows().isEmpty()) {
      for (Map<String, Object> row :
          sql.sql("select * from " + wanted.table()).query().listOfRows()) {
        found.put(id(key(wanted, row)), row);
      }
    }
    return found;
  }

  private static Map<String, Object> key(TableRows wanted, Map<String, Object> row) {
    var key = new LinkedHashMap<String, Object>();
    wanted.rows().getFirst().key().keySet().forEach(column -> key.put(column, row.get(column)));
    return key;
  }

  private static void compare(
      String table, Row row, Map<String, Object> old, List<Change> changes) {
    var fields = new ArrayList<Field>();
    row.values()
        .forEach(
            (column, value) -> {
              String was = Objects.toString(old.get(column), null);
              String is = Objects.toString(value, null);
              if (!Objects.equals(was, is)) {
                fields.add(new Field(column, was, is));
              }
            });
    if (!fields.isEmpty()) {
      boolean moved = fields.stream().allMatch(field -> field.name().equals(TableRows.ORDER));
      fields.removeIf(field -> field.name().equals(TableRows.ORDER));
      changes.add(new Change(table, moved ? Kind.MOVED : Kind.CHANGED, row, fields));
    }
  }

  /** Carries a plan out. */
  public static void apply(Tx tx, TableRows wanted, List<Change> changes) {
    for (Change change : changes) {
      switch (change.kind()) {
        case ADDED -> add(tx, wanted, change.row());
        case CHANGED, MOVED -> update(tx, wanted.table(), change.row().values(), change.row());
        case RETIRED -> retire(tx, wanted, change.row());
      }
    }
  }

  /** A row that was retired before comes back with what the file says now. */
  private static void add(Tx tx, TableRows wanted, Row row) {
    if (wanted.keepsHistory()) {
      var values = new LinkedHashMap<>(row.values());
      values.put(RETIRED, null);
      if (update(tx, wanted.table(), values, row) > 0) {
        return;
      }
    }
    var all = new LinkedHashMap<>(row.key());
    all.putAll(row.values());
    String columns = String.join(", ", all.keySet());
    String marks = all.keySet().stream().map(c -> ":" + c).collect(Collectors.joining(", "));
    tx.sql()
        .sql("insert into %s (%s) values (%s)".formatted(wanted.table(), columns, marks))
        .params(all)
        .update();
  }

  private static int update(Tx tx, String table, Map<String, Object> values, Row row) {
    if (values.isEmpty()) {
      return 0;
    }
    var all = new LinkedHashMap<>(values);
    all.putAll(row.key());
    String set =
        values.keySet().stream().map(c -> c + " = :" + c).collect(Collectors.joining(", "));
    return tx.sql()
        .sql("update %s set %s where %s".formatted(table, set, where(row)))
        .params(all)
        .update();
  }

  private static void retire(Tx tx, TableRows wanted, Row row) {
    if (wanted.keepsHistory()) {
      update(tx, wanted.table(), Map.of(RETIRED, tx.millis()), row);
    } else {
      tx.sql()
          .sql("delete from %s where %s".formatted(wanted.table(), where(row)))
          .params(row.key())
          .update();
    }
  }

  private static String where(Row row) {
    return row.key().keySet().stream()
        .map(c -> c + " = :" + c)
        .collect(Collectors.joining(" and "));
  }
}
