package org.jiaohao.hall.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.ChainCheck;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log for auditors over HTTP. */
@RestController
class AuditController {
  private static final Pattern HEAD = Pattern.compile("\\s*(\\d{1,18})[:\\s]+([0-9a-f]{64})\\s*");

  private final AuditLog log;
  private final AuditProof proof;

  AuditController(AuditLog log, AuditProof proof) {
    this.log = log;
    this.proof = proof;
  }

  /** Newest first; ask again with {@code before} = the last {@code seq} for older ones. */
  @May(Right.AUDIT)
  @GetMapping("/api/v1/audit")
  List<AuditLog.Entry> search(@ModelAttribute AuditLog.Asked asked) {
    return log.search(asked);
  }

  /**
   * A copy of all entries that match, oldest first, as CSV; its last row tells of the copying, and
   * its hash covers the whole log up to there. {@code before} is not used.
   */
  @May(Right.AUDIT)
  @GetMapping("/api/v1/audit/copy")
  void copy(@ModelAttribute AuditLog.Asked asked, Principal actor, HttpServletResponse response)
      throws IOException {
    long note = log.noteCopy(asked, actor.getName());
    response.setContentType("text/csv");
    response.setCharacterEncoding("UTF-8");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"audit-%d.csv\"".formatted(note));
    log.copy(log.copied(asked, note), note, response.getOutputStream());
  }

  /**
   * Checks the whole log now.
   *
   * @param head the end of the log as it was noted once, {@code seq:hash}; empty for none
   */
  @May(Right.AUDIT)
  @GetMapping("/api/v1/audit/check")
  ChainCheck.Report check(@RequestParam(defaultValue = "") String head) {
    return proof.check(head(head)).report();
  }

  /** A position and its hash as they stand in the file of heads and in the log of the server. */
  static Map<Long, String> head(String text) {
    if (text.isBlank()) {
      return Map.of();
    }
    Matcher parts = HEAD.matcher(text);
    if (!parts.matches()) {
      throw Problem.badRequest(
          "bad-head",
          "Give number and hash of an entry, as in 5120:0c4f… (64 digits).",
          "请填写记录编号和校验值，如 5120:0c4f…（64 位）。");
    }
    return Map.of(Long.parseLong(parts.group(1)), parts.group(2));
  }
}
