package org.jiaohao.hall.identity;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;

/** The log for auditors over HTTP. */
@RestController
class AuditController {
  private final AuditLog log;

  AuditController(AuditLog log) {
    this.log = log;
  }

  /** Newest first; ask again with {@code before} = the last {@code seq} for older ones. */
  @May(Right.AUDIT)
  @GetMapping("/api/v1/audit")
  List<AuditLog.Entry> search(@ModelAttribute AuditLog.Asked asked) {
    return log.search(asked);
  }
}
