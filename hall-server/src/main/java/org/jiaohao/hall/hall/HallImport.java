package org.jiaohao.hall.hall;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.hall.hall.HallFiles.TableRow;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/**
 * Bulk set-up of halls, windows, queues and items from CSV (R002). All or nothing; the same files
 * again change nothing; rows that are not in the files stay as they are.
 */
@Component
public class HallImport {
  /** The files an import needs. */
  public static final List<String> FILES =
      List.of("halls.csv", "queues.csv", "windows.csv", "service-items.csv");

  private static final Logger log = LoggerFactory.getLogger(HallImport.class);

  private final WritePath writes;
  private final Halls halls;
  private final ResourceLoader resources;
  private final String folder;

  HallImport(
      WritePath writes,
      Halls halls,
      ResourceLoader resources,
      @Value("${jiaohao.import}") String folder) {
    this.writes = writes;
    this.halls = halls;
    this.resources = resources;
    this.folder = folder;
  }

  /** On the very first start, imports the folder {@code jiaohao.import}. */
  @EventListener(ApplicationStartedEvent.class)
  @Order(0)
  void firstStart() throws IOException {
    if (!halls.ids().isEmpty()) {
      return;
    }
    var files = new HashMap<String, String>();
    for (String name : FILES) {
      files.put(
          name, resources.getResource(folder + name).getContentAsString(StandardCharsets.UTF_8));
    }
    ImportResult result = run(files, "server");
    if (!result.errors().isEmpty()) {
      result.errors().forEach(e -> log.error("{} line {}: {}", e.file(), e.line(), e.message()));
      throw new IllegalStateException(
          "the hall data in " + folder + " has errors; correct the lines named above");
    }
    log.info("imported {} rows of hall data from {}", result.added(), folder);
  }

  /**
   * Imports the files.
   *
   * @param files file name → content, all of {@link #FILES}
   * @param actor who imports
   */
  public ImportResult run(Map<String, String> files, String actor) {
    var errors = new ArrayList<ImportError>();
    for (String name : FILES) {
      if (!files.containsKey(name)) {
        errors.add(new ImportError(name, 0, "the file is missing", "缺少该文件"));
      }
    }
    if (!errors.isEmpty()) {
      return new ImportResult(0, 0, 0, errors);
    }
    var read = new HallFiles(files);
    if (!read.errors().isEmpty()) {
      return new ImportResult(0, 0, 0, read.errors());
    }
    return writes.run(
        tx -> {
          ImportResult result = store(tx, read.rows(), actor);
          tx.sql()
              .sql("select id from hall")
              .query(String.class)
              .list()
              .forEach(hall -> halls.forget(tx, hall));
          return result;
        });
  }

  private static ImportResult store(Tx tx, List<TableRow> rows, String actor) {
    int added = 0;
    int changed = 0;
    for (TableRow row : rows) {
      Map<String, Object> before = existing(tx, row);
      if (before == null) {
        insert(tx, row);
        added++;
      } else if (!same(row.values(), before)) {
        update(tx, row);
        changed++;
      }
    }
    if (added + changed > 0) {
      for (String hall : tx.sql().sql("select id from hall").query(String.class).list()) {
        tx.append(hall, new HallEvent.Imported(hall), actor);
      }
    }
    return new ImportResult(added, changed, rows.size() - added - changed, List.of());
  }

  private static Map<String, Object> existing(Tx tx, TableRow row) {
    var keys = new TreeMap<>(row.key());
    var found =
        tx.sql()
            .sql("select * from " + row.table() + where(keys))
            .params(new ArrayList<>(keys.values()))
            .query()
            .listOfRows();
    return found.isEmpty() ? null : found.getFirst();
  }

  private static boolean same(Map<String, Object> wanted, Map<String, Object> before) {
    return wanted.entrySet().stream()
        .allMatch(
            e ->
                Objects.equals(
                    Objects.toString(e.getValue(), null),
                    Objects.toString(before.get(e.getKey()), null)));
  }

  private static void insert(Tx tx, TableRow row) {
    var all = new LinkedHashMap<>(row.key());
    all.putAll(row.values());
    String marks = String.join(", ", all.keySet().stream().map(k -> "?").toList());
    tx.sql()
        .sql(
            "insert into %s (%s) values (%s)"
                .formatted(row.table(), String.join(", ", all.keySet()), marks))
        .params(new ArrayList<>(all.values()))
        .update();
  }

  private static void update(Tx tx, TableRow row) {
    var keys = new TreeMap<>(row.key());
    var values = new LinkedHashMap<>(row.values());
    var params = new ArrayList<>(values.values());
    params.addAll(keys.values());
    tx.sql()
        .sql(
            "update %s set %s%s"
                .formatted(
                    row.table(),
                    String.join(", ", values.keySet().stream().map(k -> k + " = ?").toList()),
                    where(keys)))
        .params(params)
        .update();
  }

  private static String where(TreeMap<String, Object> keys) {
    return " where " + String.join(" and ", keys.keySet().stream().map(k -> k + " = ?").toList());
  }
}
