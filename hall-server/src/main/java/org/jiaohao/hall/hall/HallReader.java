package org.jiaohao.hall.hall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the configuration of a hall from the database. */
final class HallReader {
  private HallReader() {}

  static Optional<Hall> read(JdbcClient sql, String id) {
    List<Hall.Area> areas =
        sql.sql("select code, name from area where hall = ? order by sort")
            .param(id)
            .query((row, n) -> new Hall.Area(row.getString(1), row.getString(2)))
            .list();
    List<Hall.Queue> queues =
        sql.sql(
                "select id, prefix, name, name_en from queue where hall = ? and retired_at is null"
                    + " order by sort")
            .param(id)
            .query(
                (row, n) ->
                    new Hall.Queue(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
            .list();
    Map<String, List<String>> served =
        sql
            .sql("select window_no, queue from window_queue where hall = ? order by queue")
            .param(id)
            .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    List<Hall.Window> windows =
        sql.sql(
                "select * from hall_window where hall = ? and retired_at is null"
                    + " order by sort")
            .param(id)
            .query((row, n) -> window(row, served))
            .list();
    return sql.sql("select * from hall where id = ?")
        .param(id)
        .query((row, n) -> hall(row, areas, queues, windows))
        .optional();
  }

  private static Hall.Window window(ResultSet row, Map<String, List<String>> served)
      throws SQLException {
    String no = row.getString("no");
    return new Hall.Window(
        no,
        row.getString("name"),
        row.getString("name_en"),
        row.getString("area"),
        WindowKind.valueOf(row.getString("kind")),
        row.getString("a_role"),
        row.getString("b_role"),
        served.getOrDefault(no, List.of()));
  }

  private static Hall hall(
      ResultSet row, List<Hall.Area> areas, List<Hall.Queue> queues, List<Hall.Window> windows)
      throws SQLException {
    return new Hall(
        row.getString("id"),
        row.getString("name"),
        row.getString("name_en"),
        HallLevel.valueOf(row.getString("level")),
        row.getString("parent"),
        row.getString("morning_hours"),
        row.getString("afternoon_hours"),
        row.getString("weekend_hours"),
        row.getString("enquiry_phone"),
        row.getString("complaint_phone"),
        row.getString("address"),
        areas,
        queues,
        windows);
  }
}
