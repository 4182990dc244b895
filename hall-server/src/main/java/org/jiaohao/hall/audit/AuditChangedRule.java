package org.jiaohao.hall.audit;

import java.util.ArrayList;
import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.alert.Kept;
import org.jiaohao.hall.hall.Halls;
import org.springframework.stereotype.Component;

/**
 * The log is not as it was written, or notes that prove it are gone: told in the county hall, whose
 * server it is (N17).
 */
@Component
class AuditChangedRule implements AlertRule {
  private static final String KIND = "AUDIT_LOG_CHANGED";

  private final AuditProof proof;
  private final Halls halls;
  private final Alerts alerts;

  AuditChangedRule(AuditProof proof, Halls halls, Alerts alerts) {
    this.proof = proof;
    this.halls = halls;
    this.alerts = alerts;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<Trouble> troubles(String hall) {
    if (proof.last().isEmpty()) {
      return Kept.of(alerts, hall, KIND, subject -> true);
    }
    if (halls.get(hall).parent() != null) {
      return List.of();
    }
    var found = new ArrayList<Trouble>();
    AuditProof.Outcome last = proof.last().orElseThrow();
    if (!last.report().intact()) {
      found.add(
          new Trouble(
              "audit-log",
              "审计日志被改动或删除过。请审计员打开“审计日志”查看是哪些记录，并保留数据库和备份备查。",
              "The audit log was changed or parts of it were deleted. The auditor finds which"
                  + " entries on the page Audit log; keep the database and its backups as they"
                  + " are."));
    }
    if (last.notesGone() > 0) {
      found.add(
          new Trouble(
              "audit-notes",
              ("审计日志的抄录文件（设置 jiaohao.audit.heads）被删除、清空或删减，缺少 %d 条抄录。请技术员用副本放回该文件；"
                      + "确实找不到时，请审计员在“核对审计日志”页确认。")
                  .formatted(last.notesGone()),
              ("The file with notes of the audit log's end (setting jiaohao.audit.heads) was"
                      + " deleted, emptied or shortened; notes missing: %d. Put it back from its"
                      + " copy; if there is none, the auditor says so on the page Check of the"
                      + " audit log.")
                  .formatted(last.notesGone())));
    }
    return found;
  }
}
