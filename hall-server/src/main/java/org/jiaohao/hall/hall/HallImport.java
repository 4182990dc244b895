package org.jiaohao.hall.hall;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jiaohao.contract.event.HallEvent;
import org.jiaohao.hall.store.TableRows;
import org.jiaohao.hall.store.TableSync;
import org.jiaohao.hall.store.TableSync.Change;
import org.jiaohao.hall.store.TableSync.Kind;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.ResourceUtils;

/**
 * Bulk set-up of halls, windows, queues and items from CSV (R002). The files are the truth: what
 * they no longer name is retired, its history kept. All or nothing; the same files again change
 * nothing; a preview tells what an import would change.
 */
@Component
public class HallImport {
  private static final Logger log = LoggerFactory.getLogger(HallImport.class);

  /** How the tables are called in results. */
  private static final Map<String, String> KINDS =
      Map.of("hall_window", "window", "window_queue", "service", "item_offer", "offer");

  private final WritePath writes;
  private final JdbcClient sql;
  private final Halls halls;
  private final List<ImportedFile> others;
  private final List<ServedQueues> listeners;
  private final WaitingPeople people;
  private final OpenWindows windows;
  private final PlacedAgents agents;
  private final ResourceLoader resources;
  private final String folder;

  HallImport(
      WritePath writes,
      JdbcClient sql,
      Halls halls,
      List<ImportedFile> others,
      List<ServedQueues> listeners,
      WaitingPeople people,
      OpenWindows windows,
      PlacedAgents agents,
      ResourceLoader resources,
      @Value("${jiaohao.import}") String folder) {
    this.writes = writes;
    this.sql = sql;
    this.halls = halls;
    this.others = others;
    this.listeners = listeners;
    this.people = people;
    this.windows = windows;
    this.agents = agents;
    this.resources = resources;
    this.folder = folder;
  }

  /** The files of an import; without {@link QueueNames#FILE} the queues keep their names. */
  public List<String> files() {
    return Stream.concat(
            Stream.of("halls.csv", QueueNames.FILE, "windows.csv"),
            others.stream().map(ImportedFile::name))
        .toList();
  }

  /** On the very first start, imports the folder {@code jiaohao.import}. */
  @EventListener(ApplicationStartedEvent.class)
  @Order(0)
  void firstStart() {
    if (!halls.ids().isEmpty()) {
      return;
    }
    var files = new HashMap<String, byte[]>();
    for (String name : files()) {
      Resource file = file(name);
      if (!name.equals(QueueNames.FILE) || file.exists()) {
        files.put(name, bytes(file));
      }
    }
    ImportResult result = run(files, "server");
    if (!result.errors().isEmpty()) {
      result.errors().forEach(e -> log.error("{} line {}: {}", e.file(), e.line(), e.message()));
      throw new IllegalStateException(
          "the hall data in " + folder + " has errors; correct the lines named above");
    }
    result.warnings().forEach(w -> log.warn("{}: {}", w.file(), w.message()));
    log.info("imported {} rows of hall data from {}", result.added(), folder);
  }

  /**
   * A file of the folder, which is a path or a location of Spring's, as {@code classpath:data/}.
   */
  private Resource file(String name) {
    return ResourceUtils.isUrl(folder)
        ? resources.getResource(folder + (folder.endsWith("/") ? "" : "/") + name)
        : new FileSystemResource(Path.of(folder, name));
  }

  private static byte[] bytes(Resource file) {
    try {
      return file.getContentAsByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(
          "jiaohao.import: cannot read " + file.getDescription() + ": " + e.getMessage(), e);
    }
  }

  /** What {@link #run} would change; nothing is written. */
  public ImportResult preview(Map<String, byte[]> files) {
    var read = new Read(files);
    if (read.errors.isEmpty()) {
      read.plan(sql);
    }
    return read.result();
  }

  /**
   * Imports the files.
   *
   * @param files file name → content, all of {@link #files}
   * @param actor who imports
   */
  public ImportResult run(Map<String, byte[]> files, String actor) {
    var read = new Read(files);
    if (!read.errors.isEmpty()) {
      return read.result();
    }
    return writes.run(
        tx -> {
          read.plan(tx.sql());
          if (read.errors.isEmpty() && read.plan.values().stream().anyMatch(p -> !p.isEmpty())) {
            read.plan.forEach((rows, changes) -> TableSync.apply(tx, rows, changes));
            tellServed(tx, read);
            for (String hall : tx.sql().sql("select id from hall").query(String.class).list()) {
              tx.append(hall, new HallEvent.Imported(hall), actor);
              halls.forget(tx, hall);
            }
          }
          return read.result();
        });
  }

  /** A file that writes 01 or b22 means the window 1 or B22 that is there. */
  private Map<String, String> knownWindows() {
    var known = new HashMap<String, String>();
    sql.sql("select hall, no from hall_window where retired_at is null")
        .query(
            row -> {
              known.put(
                  HallFiles.sound(row.getString("hall"), row.getString("no")), row.getString("no"));
            });
    return known;
  }

  /** Windows whose queues changed: tickets meant for one alone must not be stuck there. */
  private void tellServed(Tx tx, Read read) {
    var windows = new TreeSet<List<String>>(Comparator.comparing(Object::toString));
    read.changes("window_queue")
        .forEach(
            change -> {
              Map<String, Object> key = change.row().key();
              windows.add(List.of((String) key.get("hall"), (String) key.get("window_no")));
            });
    for (List<String> window : windows) {
      List<String> queues =
          tx.sql()
              .sql("select queue from window_queue where hall = ? and window_no = ? order by queue")
              .params(window.get(0), window.get(1))
              .query(String.class)
              .list();
      listeners.forEach(room -> room.windowServes(tx, window.get(0), window.get(1), queues));
    }
  }

  /** Files that were read, and what they change. */
  private final class Read {
    private final List<ImportError> errors = new ArrayList<>();
    private final List<ImportError> warnings = new ArrayList<>();
    private final List<TableRows> tables = new ArrayList<>();
    private final Map<TableRows, List<Change>> plan = new LinkedHashMap<>();
    private final boolean queuesStay;

    Read(Map<String, byte[]> files) {
      queuesStay = files.get(QueueNames.FILE) == null;
      Map<String, String> texts = decode(files);
      if (errors.isEmpty()) {
        var own = new HallFiles(texts, knownWindows(), errors, warnings);
        tables.addAll(own.tables());
        for (ImportedFile other : others) {
          var table = new CsvTable(other.name(), texts.get(other.name()), errors);
          tables.addAll(other.read(table, own.imported(), warnings));
        }
      }
    }

    private Map<String, String> decode(Map<String, byte[]> files) {
      var texts = new HashMap<String, String>();
      for (String name : files()) {
        try {
          if (files.get(name) != null) {
            texts.put(name, ImportText.of(files.get(name)));
          } else if (name.equals(QueueNames.FILE)) {
            texts.put(name, QueueNames.inForce(sql));
          } else {
            throw new CsvTable.BadRow("the file is missing", "缺少该文件");
          }
        } catch (CsvTable.BadRow bad) {
          errors.add(new ImportError(name, 0, bad.getMessage(), bad.zh()));
        }
      }
      for (String name : new TreeMap<>(files).keySet()) {
        if (!files().contains(name)) {
          errors.add(
              new ImportError(
                  name,
                  0,
                  "nobody reads a file of this name; expected are " + String.join(", ", files()),
                  "不认识该文件，应上传：" + String.join("、", files())));
        }
      }
      return texts;
    }

    void plan(JdbcClient database) {
      plan.clear();
      tables.forEach(
          rows ->
              plan.put(
                  rows, TableSync.plan(database, rows).stream().filter(this::mayBeMade).toList()));
      changes("queue").filter(HallImport::retires).forEach(change -> nobodyWaits(database, change));
      changes("hall_window")
          .filter(HallImport::retires)
          .forEach(change -> nobodyIsServed(database, change));
      changes("area")
          .filter(HallImport::retires)
          .forEach(change -> nothingStands(database, change));
    }

    /** Without their file queues stay as each hall has named them. */
    private boolean mayBeMade(Change change) {
      return !(queuesStay && change.table().equals("queue") && change.kind() == Kind.CHANGED);
    }

    Stream<Change> changes(String table) {
      return plan.values().stream().flatMap(List::stream).filter(c -> c.table().equals(table));
    }

    private void nobodyWaits(JdbcClient database, Change change) {
      Map<String, Object> key = change.row().key();
      String queue = (String) key.get("id");
      int waiting = people.inQueue(database, (String) key.get("hall"), queue);
      if (waiting > 0) {
        refuse(
            "queue "
                + change.id()
                + " would have no window; people waiting in it: "
                + waiting
                + ". Serve them first",
            "队列 " + change.id() + " 将没有窗口办理，但仍有 " + waiting + " 人等候，请先办结");
      }
    }

    private void nobodyIsServed(JdbcClient database, Change change) {
      Map<String, Object> key = change.row().key();
      int open = people.atWindow(database, (String) key.get("hall"), (String) key.get("no"));
      if (open > 0) {
        refuse(
            "window "
                + change.id()
                + " is taken away; tickets still open there: "
                + open
                + ". Finish them first",
            "窗口 " + change.id() + " 将被取消，但还有 " + open + " 张号票未办结，请先办结");
      } else if (windows.isOpen(database, (String) key.get("hall"), (String) key.get("no"))) {
        refuse(
            "window " + change.id() + " is taken away, but is open; close it first",
            "窗口 " + change.id() + " 将被取消，但仍在开放，请先关闭该窗口");
      }
    }

    private void nothingStands(JdbcClient database, Change change) {
      Map<String, Object> key = change.row().key();
      List<String> there = agents.in(database, (String) key.get("hall"), (String) key.get("code"));
      if (!there.isEmpty()) {
        refuse(
            "area "
                + change.id()
                + " is taken away, but "
                + String.join(", ", there)
                + " stands there; choose another area on the page Devices first",
            "功能区 " + change.id() + " 将被取消，但终端 " + String.join("、", there) + " 仍在其中，请先在“设备”页面改选功能区");
      }
    }

    private void refuse(String en, String zh) {
      errors.add(new ImportError("windows.csv", 0, en, zh));
    }

    ImportResult result() {
      if (!errors.isEmpty()) {
        return ImportResult.refused(errors);
      }
      List<Change> all =
          plan.values().stream()
              .flatMap(List::stream)
              .filter(change -> change.kind() != Kind.MOVED)
              .toList();
      int added = count(all, Kind.ADDED);
      int changed = count(all, Kind.CHANGED);
      int rows = tables.stream().mapToInt(table -> table.rows().size()).sum();
      return new ImportResult(
          added,
          changed,
          count(all, Kind.RETIRED),
          rows - added - changed,
          all.stream().map(Read::shown).toList(),
          List.of(),
          List.copyOf(warnings));
    }

    private static int count(List<Change> all, Kind kind) {
      return (int) all.stream().filter(change -> change.kind() == kind).count();
    }

    private static ImportResult.Change shown(Change change) {
      return new ImportResult.Change(
          kind(change.table()), change.id(), change.kind(), change.fields());
    }
  }

  /** How results call the rows of a table. */
  static String kind(String table) {
    return KINDS.getOrDefault(table, table);
  }

  private static boolean retires(Change change) {
    return change.kind() == Kind.RETIRED;
  }
}
