package org.jiaohao.hall.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jiaohao.hall.store.ChainCheck;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks the log from outside of the server, also against a copy that was kept elsewhere (N17). */
public final class AuditCommand {
  private AuditCommand() {}

  /**
   * Prints what was found.
   *
   * @param heads file to which the server notes the end of the log
   * @param copy an exported CSV, or null: each of its rows must stand in the log with the same hash
   * @param head {@code seq:hash} as somebody noted it, or null
   * @return exit code: 0 when the log is as it was written, 1 when it is not
   */
  public static int check(JdbcClient sql, Path heads, String copy, String head, PrintStream out) {
    Map<Long, String> anchors = new HashMap<>(new AuditHeads(heads).read());
    if (copy != null) {
      anchors.putAll(rows(Path.of(copy)));
    }
    if (head != null) {
      anchors.putAll(AuditController.head(head));
    }
    ChainCheck.Report report = ChainCheck.run(sql, anchors);
    out.printf(
        "记录 %d 条，比对 %d 个校验值。 %d entries, %d hashes compared.%n",
        report.rows(), report.compared(), report.rows(), report.compared());
    out.printf("%d:%s%n", report.last(), report.head());
    for (ChainCheck.Fault fault : report.faults()) {
      out.printf("%s %d–%d%n", fault.kind(), fault.seq(), fault.until());
    }
    out.println(
        report.intact()
            ? "未发现改动。 No change found."
            : "发现改动！请保留数据库和备份。 The log was changed! Keep the database and its backups.");
    return report.intact() ? 0 : 1;
  }

  private static Map<Long, String> rows(Path copy) {
    try (Reader text = Files.newBufferedReader(copy, StandardCharsets.UTF_8)) {
      text.read(); // the byte order mark
      var hashes = new HashMap<Long, String>();
      for (CSVRecord row : CSVFormat.RFC4180.builder().setHeader().get().parse(text)) {
        hashes.put(Long.parseLong(row.get("seq")), row.get("hash"));
      }
      return hashes;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + copy, e);
    }
  }
}
