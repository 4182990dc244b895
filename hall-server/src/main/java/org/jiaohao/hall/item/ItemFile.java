package org.jiaohao.hall.item;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jiaohao.hall.hall.CsvTable;
import org.jiaohao.hall.hall.HallLevel;
import org.jiaohao.hall.hall.ImportError;
import org.jiaohao.hall.hall.ImportedFile;
import org.jiaohao.hall.hall.ImportedHalls;
import org.jiaohao.hall.problem.Texts;
import org.jiaohao.hall.store.TableRows;
import org.jiaohao.hall.store.TableRows.Row;
import org.springframework.stereotype.Component;

/** The item register as a file (R046): items, and which queue of which hall serves them. */
@Component
class ItemFile implements ImportedFile {
  private static final String NAME = "service-items.csv";

  /** All that are read: a mistyped heading must not empty a column. */
  private static final Set<String> COLUMNS =
      Set.of(
          "code",
          "name_zh",
          "name_en",
          "department",
          "area",
          "type",
          "promised_working_days",
          "legal_working_days",
          "legal_calendar_days",
          "fee_cny",
          "materials",
          "steps",
          "queue_prefix",
          "avg_service_minutes",
          "hall_level",
          "basis_note");

  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_LIST = 4000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<TableRows> read(CsvTable table, ImportedHalls halls, List<ImportError> warnings) {
    var reading = new Reading(halls, warnings);
    table.rows(COLUMNS, reading::item);
    return List.of(
        new TableRows("item", true, List.copyOf(reading.items.values())),
        new TableRows("item_offer", false, reading.offers));
  }

  private static final class Reading {
    private final ImportedHalls halls;
    private final List<ImportError> warnings;
    private final Map<String, Row> items = new LinkedHashMap<>();
    private final List<Row> offers = new ArrayList<>();

    Reading(ImportedHalls halls, List<ImportError> warnings) {
      this.halls = halls;
      this.warnings = warnings;
    }

    void item(CsvTable.Row row) {
      String code = ItemRules.code(row.text("code"));
      if (items.containsKey(code)) {
        throw row.bad("item " + code + " occurs twice", "事项 " + code + " 重复");
      }
      String level = row.oneOf("hall_level", "county", "township", "both");
      String prefix = row.text("queue_prefix");
      if (halls.prefixes().isEmpty()) {
        return; // what is wrong with queues.csv was reported
      }
      if (!halls.prefixes().contains(prefix)) {
        throw row.bad(
            "queue_prefix " + prefix + " is not in queues.csv",
            "前缀 " + prefix + " 不在 queues.csv 中");
      }
      items.put(code, new Row(Map.of("code", code), values(row, level)));
      int before = offers.size();
      halls.levels().forEach((hall, hallLevel) -> offer(hall, hallLevel, code, level, prefix));
      if (offers.size() == before) {
        warnings.add(
            new ImportError(
                NAME,
                0,
                "no window of any hall serves the item " + code + " (prefix " + prefix + ")",
                "没有任何大厅的窗口办理事项 " + code + "（前缀 " + prefix + "）"));
      }
    }

    private Map<String, Object> values(CsvTable.Row row, String level) {
      ItemType type = ItemType.of(row.oneOf("type", ItemType.words()));
      Integer promised = row.integer("promised_working_days");
      Integer working = row.integer("legal_working_days");
      Integer calendar = row.integer("legal_calendar_days");
      ItemRules.limits(type, promised, working, calendar);
      var values = new LinkedHashMap<String, Object>();
      values.put("name", Texts.text("name_zh", row.text("name_zh"), LONGEST_NAME));
      values.put("name_en", Texts.text("name_en", row.text("name_en"), LONGEST_NAME));
      values.put("department", Texts.name("department", row.text("department")));
      values.put("area", Texts.name("area", row.text("area")));
      values.put("type", type.word());
      values.put("promised_working_days", promised);
      values.put("legal_working_days", working);
      values.put("legal_calendar_days", calendar);
      values.put("fee_fen", ItemRules.feeFen(row.optional("fee_cny")));
      values.put("materials", Texts.text("materials", row.text("materials"), LONGEST_LIST));
      values.put("steps", Texts.text("steps", row.text("steps"), LONGEST_LIST));
      values.put("service_minutes", row.integer("avg_service_minutes"));
      values.put("hall_level", level);
      values.put("basis", Texts.optional("basis_note", row.optional("basis_note"), LONGEST_LIST));
      values.put("sort", items.size());
      return values;
    }

    /**
     * A county hall offers an item in the queue of its prefix. A township hall offers everything in
     * its pooled queue M, building and farming items in J where it has one.
     */
    private void offer(
        String hall, HallLevel hallLevel, String code, String itemLevel, String itemPrefix) {
      if (!itemLevel.equals("both")
          && !itemLevel.equals(hallLevel.name().toLowerCase(Locale.ROOT))) {
        return;
      }
      String prefix = itemPrefix.toLowerCase(Locale.ROOT);
      Set<String> queues = halls.queues().get(hall);
      String queue = prefix;
      if (hallLevel == HallLevel.TOWNSHIP) {
        boolean building = Set.of("j", "k").contains(prefix) && queues.contains("j");
        queue = building ? "j" : "m";
      }
      if (queues.contains(queue)) {
        var key = new LinkedHashMap<String, Object>();
        key.put("hall", hall);
        key.put("item", code);
        offers.add(new Row(key, Map.of("queue", queue)));
      }
    }
  }
}
