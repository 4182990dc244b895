package org.jiaohao.hall.hall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What queues.csv says when an import comes without it: the queues stay as they are. */
final class QueueNames {
  static final String FILE = "queues.csv";

  private QueueNames() {}

  /**
   * The queues there are, one of each prefix and level, for windows that get one anew; or at the
   * first import those of the sample county.
   */
  static String inForce(JdbcClient sql) {
    List<Object[]> rows =
        sql.sql(
                "select lower(h.level), q.prefix, max(q.name), max(q.name_en) from queue q join hall h"
                    + " on h.id = q.hall where q.retired_at is null group by h.level, q.prefix")
            .query(
                (row, n) ->
                    new Object[] {
                      row.getString(1), row.getString(2), row.getString(3), row.getString(4)
                    })
            .list();
    try {
      if (rows.isEmpty()) {
        return new ClassPathResource("data/" + FILE).getContentAsString(StandardCharsets.UTF_8);
      }
      var text = new StringBuilder();
      try (var printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
        printer.printRecord("hall_level", "prefix", "name_zh", "name_en");
        printer.printRecords(rows);
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
