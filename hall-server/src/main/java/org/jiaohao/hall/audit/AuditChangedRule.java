package org.jiaohao.hall.audit;

import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.hall.Halls;
import org.springframework.stereotype.Component;

/** The log is not as it was written: told in the county hall, whose server it is (N17). */
@Component
class AuditChangedRule implements AlertRule {
  private final AuditProof proof;
  private final Halls halls;

  AuditChangedRule(AuditProof proof, Halls halls) {
    this.proof = proof;
    this.halls = halls;
  }

  @Override
  public String kind() {
    return "AUDIT_LOG_CHANGED";
  }

  @Override
  public boolean known() {
    return proof.last().isPresent();
  }

  @Override
  public List<Trouble> troubles(String hall) {
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
