package org.jiaohao.hall.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.hall.identity.Access;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.ChainCheck;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The log for auditors over HTTP. */
@RestController
class AuditController {
  private static final Pattern HEAD = Pattern.compile("\\s*(\\d{1,18})[:\\s]+([0-9a-f]{64})\\s*");

  private final AuditLog log;
  private final AuditProof proof;
  private final Access access;

  AuditController(AuditLog log, AuditProof proof, Access access) {
    this.log = log;
    this.proof = proof;
    this.access = access;
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
  Checked check(@RequestParam(defaultValue = "") String head) {
    AuditProof.Outcome outcome = proof.check(head(head));
    return new Checked(outcome.report(), outcome.notesGone());
  }

  /**
   * What a check found.
   *
   * @param report of the log
   * @param notesGone notes of its end that should be in the file of heads and are not
   */
  record Checked(@JsonUnwrapped ChainCheck.Report report, int notesGone) {}

  /** Notes that are gone will not come back; the log tells who said so. */
  @May(Right.AUDIT)
  @PostMapping("/api/v1/audit/notes/given-up")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void giveUpNotes(Principal actor) {
    if (!access.seesEverything()) {
      throw Problem.conflict(
          "auditor-of-all-halls",
          "Only an auditor of all halls gives up notes of the log.",
          "只有负责所有大厅的审计员可以确认抄录丢失。");
    }
    if (proof.giveUpNotes(actor.getName()) == 0) {
      throw Problem.conflict(
          "no-notes-gone", "No note is missing; there is nothing to do.", "抄录没有缺失，无需处理。");
    }
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
