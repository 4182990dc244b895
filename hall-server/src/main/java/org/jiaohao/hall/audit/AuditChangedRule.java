package org.jiaohao.hall.audit;

import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.alert.Alerts;
import org.jiaohao.hall.alert.Kept;
import org.jiaohao.hall.hall.Halls;
import org.springframework.stereotype.Component;

/** The log is not as it was written: told in the county hall, whose server it is (N17). */
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
    boolean told =
        proof.last().map(last -> !last.report().intact()).orElse(false)
            && halls.get(hall).parent() == null;
    return told
        ? List.of(
            new Trouble(
                "audit-log",
                "审计日志被改动或删除过。请审计员打开“审计日志”查看是哪些记录，并保留数据库和备份备查。",
                "The audit log was changed or parts of it were deleted. The auditor finds which"
                    + " entries on the page Audit log; keep the database and its backups as they"
                    + " are."))
        : List.of();
  }
}
