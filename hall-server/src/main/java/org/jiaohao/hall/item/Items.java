package org.jiaohao.hall.item;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the item register. */
@Component
public class Items {
  private final JdbcClient sql;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** Offers as they were read for a snapshot of the hall; a new snapshot reads them again. */
  private record Known(Hall hall, Map<String, String> offers) {}

  Items(JdbcClient sql) {
    this.sql = sql;
  }

  /** Items a hall offers, in the register's order. */
  public List<Item> of(Hall hall) {
    return sql.sql(
            "select i.* from item i join item_offer o on o.item = i.code where o.hall = ?"
                + " order by i.sort")
        .param(hall.id())
        .query((row, n) -> read(row))
        .list();
  }

  /** Which queue of a hall serves which item: item code → queue id. */
  public Map<String, String> offers(Hall hall) {
    Known now = known.get(hall.id());
    if (now == null || now.hall != hall) {
      now = new Known(hall, read(hall.id()));
      known.put(hall.id(), now);
    }
    return now.offers;
  }

  private Map<String, String> read(String hall) {
    return sql
        .sql("select item, queue from item_offer where hall = :hall")
        .param("hall", hall)
        .query((row, n) -> Map.entry(row.getString("item"), row.getString("queue")))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The item, if there is one. */
  public Optional<Item> find(String code) {
    return sql.sql("select * from item where code = ?")
        .param(code)
        .query((row, n) -> read(row))
        .optional();
  }

  /** The item, or a 404 problem. */
  public Item get(String code) {
    return find(code)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "unknown-item",
                    "There is no service item '" + code + "'.",
                    "没有编码为“" + code + "”的事项。"));
  }

  /** Ids of the halls that offer an item. */
  public List<String> hallsOffering(String code) {
    return sql.sql("select hall from item_offer where item = ? order by hall")
        .param(code)
        .query(String.class)
        .list();
  }

  /** Usual minutes at the window of the items a queue serves, on average; empty if not known. */
  public OptionalDouble usualMinutes(String hall, String queue) {
    Double usual =
        sql.sql(
                "select avg(i.service_minutes) from item i join item_offer o on o.item = i.code"
                    + " where o.hall = ? and o.queue = ?")
            .params(hall, queue)
            .query(Double.class)
            .optional()
            .orElse(null);
    return usual == null ? OptionalDouble.empty() : OptionalDouble.of(usual);
  }

  private static Item read(ResultSet row) throws SQLException {
    return new Item(
        row.getString("code"),
        row.getString("name"),
        row.getString("name_en"),
        row.getString("department"),
        ItemType.of(row.getString("type")),
        integer(row, "promised_working_days"),
        integer(row, "legal_working_days"),
        integer(row, "legal_calendar_days"),
        row.getObject("fee_fen") == null ? null : row.getLong("fee_fen"),
        list(row.getString("materials")),
        list(row.getString("steps")),
        integer(row, "service_minutes"),
        row.getString("basis"));
  }

  private static Integer integer(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  private static List<String> list(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split("\\|"));
  }
}
