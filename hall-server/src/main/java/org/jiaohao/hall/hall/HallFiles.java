package org.jiaohao.hall.hall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the four CSV files into rows for the database and finds what does not fit together. */
final class HallFiles {
  private static final Set<String> LEVELS = Set.of("county", "township");
  private static final Set<String> KINDS =
      Set.of("guide", "comprehensive", "specialised", "issue", "complaint", "duty");

  /** A row for one table: its key columns and its other columns, all as bound values. */
  record TableRow(String table, Map<String, Object> key, Map<String, Object> values) {}

  private final List<ImportError> errors = new ArrayList<>();
  private final List<TableRow> halls = new ArrayList<>();
  private final Map<String, TableRow> areas = new LinkedHashMap<>();
  private final Map<String, TableRow> queues = new LinkedHashMap<>();
  private final List<TableRow> windows = new ArrayList<>();
  private final List<TableRow> items = new ArrayList<>();
  private final List<TableRow> offers = new ArrayList<>();
  private final Map<String, String> levels = new LinkedHashMap<>();
  private final Map<String, String[]> queueNames = new HashMap<>();

  HallFiles(Map<String, String> files) {
    new CsvTable("halls.csv", files.get("halls.csv"), errors).rows(HALL_COLUMNS, this::hall);
    new CsvTable("queues.csv", files.get("queues.csv"), errors).rows(QUEUE_COLUMNS, this::queue);
    new CsvTable("windows.csv", files.get("windows.csv"), errors)
        .rows(WINDOW_COLUMNS, this::window);
    new CsvTable("service-items.csv", files.get("service-items.csv"), errors)
        .rows(ITEM_COLUMNS, this::item);
  }

  private static final Set<String> HALL_COLUMNS =
      Set.of("hall_code", "name_zh", "name_en", "level", "parent_hall_code", "profile");
  private static final Set<String> QUEUE_COLUMNS =
      Set.of("hall_level", "prefix", "name_zh", "name_en");
  private static final Set<String> WINDOW_COLUMNS =
      Set.of("hall_code", "window_no", "name_zh", "name_en", "area", "queue_prefixes", "kind");
  private static final Set<String> ITEM_COLUMNS =
      Set.of("code", "name_zh", "name_en", "department", "type", "queue_prefix", "hall_level");

  List<ImportError> errors() {
    return errors;
  }

  /** All rows, referenced tables first. */
  List<TableRow> rows() {
    var all = new ArrayList<>(halls);
    all.addAll(areas.values());
    all.addAll(queues.values());
    all.addAll(windows);
    all.addAll(items);
    all.addAll(offers);
    return all;
  }

  private void hall(CsvTable.Row row) {
    String id = row.id("hall_code");
    if (levels.containsKey(id)) {
      throw row.bad("hall " + id + " occurs twice", "大厅 " + id + " 重复");
    }
    String level = row.oneOf("level", LEVELS);
    var values = new LinkedHashMap<String, Object>();
    values.put("name", row.text("name_zh"));
    values.put("name_en", row.text("name_en"));
    values.put("level", level.toUpperCase(java.util.Locale.ROOT));
    String parent = row.optional("parent_hall_code");
    values.put("parent", parent == null ? null : row.id("parent_hall_code"));
    values.put("admin_code", row.optional("admin_code"));
    values.put("division", row.optional("division_zh"));
    values.put("profile", row.text("profile"));
    values.put("morning_hours", row.optional("morning_hours"));
    values.put("afternoon_hours", row.optional("afternoon_hours"));
    values.put("lunch_hours", row.optional("lunch_service_hours"));
    values.put("weekend_hours", row.optional("weekend_hours"));
    values.put("enquiry_phone", row.optional("enquiry_phone_sample"));
    values.put("complaint_phone", row.optional("complaint_phone_sample"));
    values.put("address", row.optional("address_sample"));
    levels.put(id, level);
    halls.add(new TableRow("hall", Map.of("id", id), values));
  }

  private void queue(CsvTable.Row row) {
    String prefix = row.text("prefix");
    if (!prefix.matches("[A-HJ-NPR-Z]")) {
      throw row.bad(
          "prefix '" + prefix + "' must be one letter other than I, O, Q (N01)",
          "前缀“" + prefix + "”必须是 I、O、Q 以外的一个字母");
    }
    queueNames.put(
        row.oneOf("hall_level", LEVELS) + prefix,
        new String[] {row.text("name_zh"), row.text("name_en")});
  }

  private void window(CsvTable.Row row) {
    String hall = row.id("hall_code");
    String level = levels.get(hall);
    if (level == null) {
      throw row.bad("hall " + hall + " is not in halls.csv", "大厅 " + hall + " 不在 halls.csv 中");
    }
    String no = row.id("window_no");
    if (windows.stream().anyMatch(w -> w.key().equals(Map.of("hall", hall, "no", no)))) {
      throw row.bad("window " + no + " of " + hall + " occurs twice", hall + " 的窗口 " + no + " 重复");
    }
    var prefixes = row.text("queue_prefixes").split("\\|");
    for (String prefix : prefixes) {
      if (!queueNames.containsKey(level + prefix)) {
        throw row.bad(
            "prefix " + prefix + " is not in queues.csv", "前缀 " + prefix + " 不在 queues.csv 中");
      }
    }
    String area = area(hall, row.text("area"));
    windows.add(
        new TableRow("hall_window", Map.of("hall", hall, "no", no), windowValues(row, area)));
    for (String prefix : prefixes) {
      String queue = prefix.toLowerCase(java.util.Locale.ROOT);
      addQueue(hall, level, prefix, queue);
      windows.add(
          new TableRow(
              "window_queue", Map.of("hall", hall, "window_no", no, "queue", queue), Map.of()));
    }
  }

  private Map<String, Object> windowValues(CsvTable.Row row, String area) {
    var values = new LinkedHashMap<String, Object>();
    values.put("sort", windows.size());
    values.put("name", row.text("name_zh"));
    values.put("name_en", row.text("name_en"));
    values.put("area", area);
    values.put("kind", row.oneOf("kind", KINDS).toUpperCase(java.util.Locale.ROOT));
    values.put("departments", row.text("departments"));
    values.put("accessible", row.integer("accessible_low_counter"));
    values.put("weekend_open", row.integer("weekend_open"));
    values.put("lunch_open", row.integer("lunch_open"));
    values.put("a_role", row.optional("a_role_staff"));
    values.put("b_role", row.optional("b_role_staff"));
    values.put("strip", row.optional("strip_screen_id"));
    return values;
  }

  /** {@code A区-企业开办} has the code {@code A区}; other areas are their own code. */
  private String area(String hall, String cell) {
    String code = cell.contains("-") ? cell.substring(0, cell.indexOf('-')) : cell;
    String name = cell.substring(cell.indexOf('-') + 1);
    areas.computeIfAbsent(
        hall + "/" + code,
        k ->
            new TableRow(
                "area",
                Map.of("hall", hall, "code", code),
                Map.of("name", name, "sort", areas.size())));
    return code;
  }

  private void addQueue(String hall, String level, String prefix, String id) {
    String[] names = queueNames.get(level + prefix);
    queues.computeIfAbsent(
        hall + "/" + id,
        k ->
            new TableRow(
                "queue",
                Map.of("hall", hall, "id", id),
                Map.of(
                    "prefix",
                    prefix,
                    "name",
                    names[0],
                    "name_en",
                    names[1],
                    "sort",
                    (int) prefix.charAt(0))));
  }

  private void item(CsvTable.Row row) {
    String code = row.id("code");
    if (items.stream().anyMatch(i -> i.key().get("code").equals(code))) {
      throw row.bad("item " + code + " occurs twice", "事项 " + code + " 重复");
    }
    String level = row.oneOf("hall_level", Set.of("county", "township", "both"));
    String prefix = row.text("queue_prefix").toLowerCase(java.util.Locale.ROOT);
    var values = new LinkedHashMap<String, Object>();
    values.put("name", row.text("name_zh"));
    values.put("name_en", row.text("name_en"));
    values.put("department", row.text("department"));
    values.put("area", row.text("area"));
    values.put("type", row.oneOf("type", Set.of("即办件", "承诺件", "联办件", "上报件")));
    values.put("promised_working_days", row.integer("promised_working_days"));
    values.put("legal_working_days", row.integer("legal_working_days"));
    values.put("legal_calendar_days", row.integer("legal_calendar_days"));
    Integer fee = row.integer("fee_cny");
    values.put("fee_fen", fee == null ? null : fee * 100L);
    values.put("materials", row.text("materials"));
    values.put("steps", row.text("steps"));
    values.put("service_minutes", row.integer("avg_service_minutes"));
    values.put("hall_level", level);
    values.put("basis", row.optional("basis_note"));
    values.put("sort", items.size());
    items.add(new TableRow("item", Map.of("code", code), values));
    levels.forEach((hall, hallLevel) -> offer(hall, hallLevel, code, level, prefix));
  }

  /**
   * A county hall offers an item in the queue of its prefix. A township hall offers everything in
   * its pooled queue M, building and farming items in J where it has one.
   */
  private void offer(String hall, String hallLevel, String code, String itemLevel, String prefix) {
    if (!itemLevel.equals("both") && !itemLevel.equals(hallLevel)) {
      return;
    }
    String queue = prefix;
    if (hallLevel.equals("township")) {
      boolean building = Set.of("j", "k").contains(prefix) && queues.containsKey(hall + "/j");
      queue = building ? "j" : "m";
    }
    if (queues.containsKey(hall + "/" + queue)) {
      offers.add(
          new TableRow("item_offer", Map.of("hall", hall, "item", code), Map.of("queue", queue)));
    }
  }
}
