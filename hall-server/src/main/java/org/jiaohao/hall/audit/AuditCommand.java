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
import org.jiaohao.hall.store.LogNotes;
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
   * @return exit code: 0 when the log is as it was written, 1 when it is not, or notes are gone
   */
  public static int check(JdbcClient sql, Path heads, String copy, String head, PrintStream out) {
    Map<Long, String> notes = new AuditHeads(heads).read();
    int gone = LogNotes.gone(sql, notes.keySet());
    Map<Long, String> anchors = new HashMap<>(notes);
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
    if (gone > 0) {
      out.printf("抄录文件 %s 被删除、清空或删减，缺少 %d 条抄录：请用副本放回后再核对；确实找不到时，请审计员在“核对审计日志”页确认。%n", heads, gone);
      out.printf(
          "%s was deleted, emptied or shortened; notes missing: %d. Put it back from its copy and"
              + " check again; if there is none, the auditor says so on the page Check of the audit"
              + " log.%n",
          heads, gone);
    }
    if (!report.intact()) {
      out.println("发现改动！请保留数据库和备份。 The log was changed! Keep the database and its backups.");
    } else if (gone > 0) {
      out.println(
          "日志前后相符，但缺少抄录，不能证明没有整段改写。 The log fits together, but without the notes nothing proves"
              + " that it was not rewritten.");
    } else {
      out.println("未发现改动。 No change found.");
    }
    return report.intact() && gone == 0 ? 0 : 1;
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
