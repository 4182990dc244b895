package org.jiaohao.hall.hall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jiaohao.characters.MiddleDot;
import org.jiaohao.hall.problem.Texts;
import org.jiaohao.hall.store.TableRows;
import org.jiaohao.hall.store.TableRows.Row;

/** Reads halls, queues and windows from CSV and finds what does not fit together. */
final class HallFiles {
  /** All that are read: a mistyped heading must not empty a column. */
  private static final Set<String> HALL_COLUMNS =
      Set.of(
          "hall_code",
          "name_zh",
          "name_en",
          "level",
          "admin_code",
          "parent_hall_code",
          "division_zh",
          "profile",
          "morning_hours",
          "afternoon_hours",
          "lunch_service_hours",
          "weekend_hours",
          "enquiry_phone_sample",
          "complaint_phone_sample",
          "address_sample");

  private static final Set<String> QUEUE_COLUMNS =
      Set.of("hall_level", "prefix", "name_zh", "name_en");
  private static final Set<String> WINDOW_COLUMNS =
      Set.of(
          "hall_code",
          "window_no",
          "name_zh",
          "name_en",
          "area",
          "departments",
          "queue_prefixes",
          "kind",
          "accessible_low_counter",
          "weekend_open",
          "lunch_open",
          "a_role_staff",
          "b_role_staff",
          "strip_screen_id");
  private static final int LONGEST_LIST = 200;

  private final List<ImportError> errors;
  private final List<ImportError> warnings;
  private final Map<String, Row> halls = new LinkedHashMap<>();
  private final Map<String, Row> areas = new LinkedHashMap<>();
  private final Map<String, Row> queues = new LinkedHashMap<>();
  private final Map<String, Row> windows = new LinkedHashMap<>();
  private final List<Row> served = new ArrayList<>();
  private final Map<String, HallLevel> levels = new LinkedHashMap<>();
  private final Map<String, Integer> hallLines = new HashMap<>();

  /** Halls and prefixes that the files name at all: a row that is wrong is wrong once. */
  private final Set<String> namedHalls = new HashSet<>();

  private final Set<String> namedPrefixes = new HashSet<>();
  private final Map<String, String[]> queueNames = new TreeMap<>();

  /** Hall and sound of each window that exists → its number as it is written on its strip. */
  private final Map<String, String> known;

  HallFiles(
      Map<String, String> files,
      Map<String, String> known,
      List<ImportError> errors,
      List<ImportError> warnings) {
    this.known = known;
    this.errors = errors;
    this.warnings = warnings;
    table(files, "halls.csv").rows(HALL_COLUMNS, this::hall);
    parentsMustExist();
    table(files, "queues.csv").rows(QUEUE_COLUMNS, this::queue);
    table(files, "windows.csv").rows(WINDOW_COLUMNS, this::window);
    queuesWithoutWindow();
  }

  private CsvTable table(Map<String, String> files, String name) {
    return new CsvTable(name, files.get(name), errors);
  }

  /** All rows, referenced tables first. */
  List<TableRows> tables() {
    return List.of(
        new TableRows("hall", true, List.copyOf(halls.values())),
        new TableRows("area", false, List.copyOf(areas.values())),
        new TableRows("queue", true, List.copyOf(queues.values())),
        new TableRows("hall_window", true, List.copyOf(windows.values())),
        new TableRows("window_queue", false, List.copyOf(served)));
  }

  /** What other files of the import refer to. */
  ImportedHalls imported() {
    var queueIds = new LinkedHashMap<String, Set<String>>();
    levels.keySet().forEach(hall -> queueIds.put(hall, new LinkedHashSet<>()));
    queues.values().forEach(row -> queueIds.get(hallOf(row)).add((String) row.key().get("id")));
    Set<String> prefixes = new HashSet<>(namedPrefixes);
    queueNames.keySet().forEach(name -> prefixes.add(name.substring(name.indexOf(' ') + 1)));
    return new ImportedHalls(levels, queueIds, prefixes);
  }

  private static String hallOf(Row row) {
    return (String) row.key().get("hall");
  }

  private void hall(CsvTable.Row row) {
    String id = HallRules.hallId("hall_code", row.text("hall_code"));
    namedHalls.add(id);
    if (levels.containsKey(id)) {
      throw row.bad("hall " + id + " occurs twice", "大厅 " + id + " 重复");
    }
    HallLevel level = row.oneOf("level", HallLevel.class);
    String parent = row.optional("parent_hall_code");
    var values = new LinkedHashMap<String, Object>();
    values.put("name", Texts.name("name_zh", row.text("name_zh")));
    values.put("name_en", Texts.name("name_en", row.text("name_en")));
    values.put("level", level.name());
    values.put("parent", parent == null ? null : HallRules.hallId("parent_hall_code", parent));
    values.put("admin_code", HallRules.adminCode("admin_code", row.optional("admin_code")));
    values.put("division", optional(row, "division_zh"));
    values.put("profile", Texts.name("profile", row.text("profile")));
    values.put("morning_hours", hours(row, "morning_hours"));
    values.put("afternoon_hours", hours(row, "afternoon_hours"));
    values.put("lunch_hours", hours(row, "lunch_service_hours"));
    values.put("weekend_hours", hours(row, "weekend_hours"));
    HallRules.inOrder(
        HallRules.hours("morning_hours", row.optional("morning_hours")),
        HallRules.hours("afternoon_hours", row.optional("afternoon_hours")));
    values.put(
        "enquiry_phone", HallRules.phone("enquiry_phone", row.optional("enquiry_phone_sample")));
    values.put(
        "complaint_phone",
        HallRules.complaintPhone("complaint_phone", row.optional("complaint_phone_sample")));
    values.put("address", optional(row, "address_sample"));
    levels.put(id, level);
    hallLines.put(id, row.line());
    halls.put(id, new Row(Map.of("id", id), values));
  }

  private static String optional(CsvTable.Row row, String column) {
    return Texts.optional(column, row.optional(column), Texts.LONGEST_NAME);
  }

  private static String hours(CsvTable.Row row, String column) {
    String value = row.optional(column);
    return HallRules.hours(column, value) == null ? null : value;
  }

  /** Townships stand below a county hall, villages below a township; a tree has no circle. */
  private void parentsMustExist() {
    halls.forEach(
        (id, row) -> {
          Object parent = row.values().get("parent");
          if (parent != null && !levels.containsKey(parent) && namedHalls.contains(parent)) {
            return; // its row is wrong and was reported
          }
          HallLevel above = levels.get(id).above().orElse(null);
          boolean good =
              above == null ? parent == null : parent != null && above == levels.get(parent);
          if (!good) {
            errors.add(
                new ImportError(
                    "halls.csv",
                    hallLines.get(id),
                    "hall " + id + ": its parent_hall_code must be " + expected(above),
                    "大厅 " + id + " 的上级大厅（parent_hall_code）不正确：乡镇的上级须为县级大厅，村级的上级须为乡镇大厅，县级没有上级"));
          }
        });
  }

  private static String expected(HallLevel above) {
    return above == null ? "empty" : "a " + above.word() + " hall of this file";
  }

  private void queue(CsvTable.Row row) {
    namedPrefixes.add(row.text("prefix"));
    String prefix = HallRules.prefix("prefix", row.text("prefix"));
    String[] names = {
      Texts.name("name_zh", row.text("name_zh")), Texts.name("name_en", row.text("name_en"))
    };
    String level = row.oneOf("hall_level", HallLevel.class).word();
    if (queueNames.put(level + " " + prefix, names) != null) {
      throw row.bad(
          "prefix " + prefix + " of " + level + " occurs twice", level + " 的前缀 " + prefix + " 重复");
    }
  }

  private void window(CsvTable.Row row) {
    String hall = HallRules.hallId("hall_code", row.text("hall_code"));
    if (!levels.containsKey(hall)) {
      if (namedHalls.contains(hall) || levels.isEmpty() && hasErrors("halls.csv")) {
        return; // what is wrong there was reported
      }
      throw row.bad("hall " + hall + " is not in halls.csv", "大厅 " + hall + " 不在 halls.csv 中");
    }
    String level = levels.get(hall).word();
    String written = HallRules.windowNo("window_no", row.text("window_no"));
    String sound = sound(hall, written);
    if (windows.containsKey(sound)) {
      throw row.bad(
          "window " + written + " of " + hall + " occurs twice", hall + " 的窗口 " + written + " 重复");
    }
    String no = known.getOrDefault(sound, written);
    if (!no.equals(written)) {
      warnings.add(
          new ImportError(
              "windows.csv",
              row.line(),
              "window "
                  + written
                  + " of "
                  + hall
                  + " is there as "
                  + no
                  + " and keeps that number; to change it, import once without this window",
              hall + " 的窗口 " + written + " 已以“" + no + "”登记，编号保持不变；如需改为新编号，请先导入一次不含该窗口的文件"));
    }
    Map<String, Object> key = key("hall", hall, "no", no);
    Set<String> prefixes =
        new LinkedHashSet<>(List.of(row.text("queue_prefixes").strip().split("\\s*\\|\\s*")));
    for (String prefix : prefixes) {
      if (!queueNames.containsKey(level + " " + prefix)) {
        boolean wrongThere = namedPrefixes.contains(prefix) || queueNames.isEmpty();
        if (wrongThere && hasErrors("queues.csv")) {
          return;
        }
        throw row.bad(
            "prefix " + prefix + " is not in queues.csv for " + level,
            "前缀 " + prefix + " 不在 queues.csv 的 " + level + " 中");
      }
    }
    Map<String, Object> values = windowValues(row, hall);
    windows.put(sound, new Row(key, values));
    for (String prefix : prefixes) {
      addQueue(hall, level, prefix);
      served.add(
          new Row(
              key("hall", hall, "window_no", no, "queue", prefix.toLowerCase(Locale.ROOT)),
              Map.of()));
    }
  }

  /** What two windows must not share: a hall and a number that sounds alike. */
  static String sound(String hall, String windowNo) {
    return hall + "/" + HallRules.sound(windowNo);
  }

  private Map<String, Object> windowValues(CsvTable.Row row, String hall) {
    var values = new LinkedHashMap<String, Object>();
    values.put("sort", windows.size());
    values.put("name", Texts.name("name_zh", row.text("name_zh")));
    values.put("name_en", Texts.name("name_en", row.text("name_en")));
    values.put("kind", row.oneOf("kind", WindowKind.class).name());
    values.put("departments", Texts.text("departments", row.text("departments"), LONGEST_LIST));
    values.put("accessible", row.flag("accessible_low_counter"));
    values.put("weekend_open", row.flag("weekend_open"));
    values.put("lunch_open", row.flag("lunch_open"));
    values.put("a_role", MiddleDot.inName(optional(row, "a_role_staff")));
    values.put("b_role", MiddleDot.inName(optional(row, "b_role_staff")));
    values.put("strip", optional(row, "strip_screen_id"));
    values.put("area", area(row, hall, Texts.name("area", row.text("area"))));
    return values;
  }

  /** {@code A区-企业开办} has the code {@code A区}; other areas are their own code. */
  private String area(CsvTable.Row row, String hall, String cell) {
    String code = cell.contains("-") ? cell.substring(0, cell.indexOf('-')) : cell;
    String name = cell.substring(cell.indexOf('-') + 1);
    Row area =
        areas.computeIfAbsent(
            hall + "/" + code,
            k ->
                new Row(
                    key("hall", hall, "code", code), Map.of("name", name, "sort", areas.size())));
    if (!name.equals(area.values().get("name"))) {
      throw row.bad(
          "area "
              + code
              + " is called "
              + name
              + " here, but "
              + area.values().get("name")
              + " further up; write one name for it",
          "功能区 " + code + " 在本行叫“" + name + "”，在前面的行叫“" + area.values().get("name") + "”，请统一名称");
    }
    return code;
  }

  private void addQueue(String hall, String level, String prefix) {
    String id = prefix.toLowerCase(Locale.ROOT);
    String[] names = queueNames.get(level + " " + prefix);
    var values = new HashMap<String, Object>();
    values.put("prefix", prefix);
    values.put("name", names[0]);
    values.put("name_en", names[1]);
    values.put("sort", (int) prefix.charAt(0));
    queues.computeIfAbsent(hall + "/" + id, k -> new Row(key("hall", hall, "id", id), values));
  }

  private boolean hasErrors(String file) {
    return errors.stream().anyMatch(error -> error.file().equals(file));
  }

  /** Says nothing while a file is wrong: a row left out may hold the window. */
  private void queuesWithoutWindow() {
    if (!errors.isEmpty()) {
      return;
    }
    queueNames.keySet().stream()
        .filter(
            name ->
                queues.values().stream()
                    .noneMatch(
                        row ->
                            name.equals(
                                levels.get(hallOf(row)).word() + " " + row.values().get("prefix"))))
        .forEach(
            name ->
                warnings.add(
                    new ImportError(
                        "queues.csv",
                        0,
                        "no window serves the prefix " + name + "; nobody can draw such a ticket",
                        "没有窗口办理前缀 " + name + " 的业务，无法取号")));
  }

  private static Map<String, Object> key(String... pairs) {
    var key = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      key.put(pairs[i], pairs[i + 1]);
    }
    return key;
  }
}
