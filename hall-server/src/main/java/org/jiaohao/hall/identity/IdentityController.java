package org.jiaohao.hall.identity;

import java.security.Principal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaohao.contract.http.EnrolmentCode;
import org.jiaohao.contract.http.EnrolmentRequest;
import org.jiaohao.contract.http.EnrolmentResponse;
import org.jiaohao.hall.problem.AnswerNotKept;
import org.jiaohao.hall.store.HallClock;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts and enrolment over HTTP. */
@RestController
@RequestMapping("/api/v1")
class IdentityController {
  private final Accounts accounts;
  private final SecondFactors factors;
  private final AgentCredentials agents;
  private final HallClock clock;

  IdentityController(
      Accounts accounts, SecondFactors factors, AgentCredentials agents, HallClock clock) {
    this.accounts = accounts;
    this.factors = factors;
    this.agents = agents;
    this.clock = clock;
  }

  /**
   * Body of {@code POST /api/v1/accounts}.
   *
   * @param username user name
   * @param name display name
   * @param roles at least one staff role
   * @param hall the only hall they may touch, or null
   */
  record NewAccount(String username, String name, Set<Role> roles, String hall) {}

  /**
   * A staff account.
   *
   * @param username user name
   * @param name display name
   * @param roles what they may do
   * @param hall root of the halls they may touch, or null for every hall
   * @param mustChange whether a new password is due at the next sign-in
   * @param passwordChangedAt when the password was last set
   * @param unlockedAt failed sign-ins up to then lock nothing; null when it was never unlocked
   * @param active whether it may sign in at all
   */
  record AccountInfo(
      String username,
      String name,
      Set<Role> roles,
      String hall,
      boolean mustChange,
      OffsetDateTime passwordChangedAt,
      OffsetDateTime unlockedAt,
      boolean active) {}

  @May(Right.MANAGE_ACCOUNTS)
  @GetMapping("/accounts")
  List<AccountInfo> all() {
    return accounts.all().stream().map(this::shown).toList();
  }

  private AccountInfo shown(Account account) {
    return new AccountInfo(
        account.username(),
        account.name(),
        account.roles(),
        account.hall(),
        account.mustChange(),
        clock.time(account.passwordChangedAt()),
        account.unlockedAt() == 0 ? null : clock.time(account.unlockedAt()),
        account.active());
  }

  @May(Right.MANAGE_ACCOUNTS)
  @PostMapping("/accounts")
  @ResponseStatus(HttpStatus.CREATED)
  @AnswerNotKept
  Map<String, String> create(@RequestBody NewAccount body, Principal actor) {
    String password =
        accounts.create(body.username(), body.name(), body.roles(), body.hall(), actor.getName());
    return Map.of("username", body.username(), "firstPassword", password);
  }

  @May(Right.MANAGE_ACCOUNTS)
  @PostMapping("/accounts/{username}/reset")
  @AnswerNotKept
  Map<String, String> reset(@PathVariable String username, Principal actor) {
    return Map.of("username", username, "firstPassword", accounts.reset(username, actor.getName()));
  }

  @May(Right.MANAGE_ACCOUNTS)
  @PostMapping("/accounts/{username}/{change:activate|deactivate}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void setActive(@PathVariable String username, @PathVariable String change, Principal actor) {
    accounts.setActive(username, change.equals("activate"), actor.getName());
  }

  @May(Right.MANAGE_ACCOUNTS)
  @PostMapping("/accounts/{username}/unlock")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unlock(@PathVariable String username, Principal actor) {
    accounts.unlock(username, actor.getName());
  }

  /** For somebody who has lost the authenticator and the recovery codes. */
  @May(Right.MANAGE_ACCOUNTS)
  @DeleteMapping("/accounts/{username}/second-factor")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeSecondFactor(@PathVariable String username, Principal actor) {
    factors.remove(username, actor.getName());
  }

  /**
   * Body of {@code PUT …/roles}.
   *
   * @param roles at least one staff role
   */
  record NewRoles(Set<Role> roles) {}

  @May(Right.MANAGE_ACCOUNTS)
  @PutMapping("/accounts/{username}/roles")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void setRoles(@PathVariable String username, @RequestBody NewRoles body, Principal actor) {
    accounts.setRoles(username, body.roles(), actor.getName());
  }

  @May(Right.TEND_DEVICES)
  @PostMapping("/halls/{hall}/enrolment-codes")
  @ResponseStatus(HttpStatus.CREATED)
  @AnswerNotKept
  EnrolmentCode code(@PathVariable String hall, @RequestBody CodeRequest body, Principal actor) {
    return agents.createCode(hall, body.agentId(), body.kind(), actor.getName());
  }

  /**
   * Body of {@code …/enrolment-codes}.
   *
   * @param agentId id of the agent
   * @param kind KIOSK or DISPLAY
   */
  record CodeRequest(String agentId, String kind) {}

  @Public
  @PostMapping("/agents/enrolment")
  @ResponseStatus(HttpStatus.CREATED)
  @AnswerNotKept
  EnrolmentResponse enrol(@RequestBody EnrolmentRequest request) {
    return agents.enrol(request);
  }

  @May(Right.TEND_DEVICES)
  @DeleteMapping("/halls/{hall}/agents/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable String hall, @PathVariable String id, Principal actor) {
    agents.revoke(hall, id, actor.getName());
  }
}
