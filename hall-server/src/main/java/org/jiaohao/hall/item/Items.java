package org.jiaohao.hall.item;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the item register. */
@Component
public class Items {
  private final JdbcClient sql;

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
        row.getString("type"),
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
