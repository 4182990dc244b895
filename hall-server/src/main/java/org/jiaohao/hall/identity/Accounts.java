package org.jiaohao.hall.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Staff accounts (N16). */
@Component
public class Accounts {
  static final int FAILURES_UNTIL_LOCK = 5;
  static final Duration LOCK = Duration.ofMinutes(10);

  /** Hall column of events that concern no single hall. */
  private static final String EVERYWHERE = "*";

  private final JdbcClient sql;
  private final WritePath writes;
  private final PasswordEncoder encoder;
  private final Ids ids;
  private final Clock clock;
  private final Duration validity;

  Accounts(
      JdbcClient sql,
      WritePath writes,
      PasswordEncoder encoder,
      Ids ids,
      Clock clock,
      @Value("${jiaohao.password-validity}") Duration validity) {
    this.sql = sql;
    this.writes = writes;
    this.encoder = encoder;
    this.ids = ids;
    this.clock = clock;
    this.validity = validity;
  }

  /** All accounts by user name. */
  public List<Account> all() {
    return sql.sql("select * from account order by username")
        .query((row, n) -> Account.read(row))
        .list();
  }

  /** The account, if there is one. */
  public Optional<Account> find(String username) {
    return sql.sql("select * from account where username = ?")
        .param(username)
        .query((row, n) -> Account.read(row))
        .optional();
  }

  /** Whether there is no account yet. */
  public boolean none() {
    return sql.sql("select not exists (select 1 from account)").query(Boolean.class).single();
  }

  /**
   * Creates an account with a first password that must be changed at the first sign-in.
   *
   * @return the password, shown once
   */
  public String create(String username, String name, Set<Role> roles, String hall, String actor) {
    String password = firstPassword();
    create(username, name, roles, hall, password, true, actor);
    return password;
  }

  void create(
      String username,
      String name,
      Set<Role> roles,
      String hall,
      String password,
      boolean mustChange,
      String actor) {
    PasswordRules.check(username, password);
    insert(username, name, roles, hall, password, mustChange, actor);
  }

  /** A known account of the demo profile: its password holds the user name, on purpose. */
  void createDemo(String username, String name, Set<Role> roles, String hall) {
    insert(username, name, roles, hall, demoPassword(username), false, "server");
  }

  static String demoPassword(String username) {
    return "demo-" + username + "-2026";
  }

  private void insert(
      String username,
      String name,
      Set<Role> roles,
      String hall,
      String password,
      boolean mustChange,
      String actor) {
    check(username, name, roles);
    String hash = encoder.encode(password);
    writes.run(
        tx -> {
          int added =
              tx.sql()
                  .sql(
                      "insert into account (username, name, password, roles, hall, must_change,"
                          + " password_changed_at, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)"
                          + " on conflict (username) do nothing")
                  .params(
                      username,
                      name,
                      hash,
                      Account.stored(roles),
                      hall,
                      mustChange ? 1 : 0,
                      tx.millis(),
                      tx.millis())
                  .update();
          if (added == 0) {
            throw Problem.conflict(
                "account-exists",
                "There is an account " + username + ".",
                "账号“" + username + "”已存在。");
          }
          tell(tx, "account-created", username, actor);
          return null;
        });
  }

  private static void check(String username, String name, Set<Role> roles) {
    if (username == null || !username.matches("[a-z0-9.-]{2,32}")) {
      throw Problem.badRequest(
          "bad-username",
          "A user name has 2 to 32 small letters, digits, dots or hyphens.",
          "用户名须为 2 至 32 个小写字母、数字、点或连字符。");
    }
    boolean goodRoles =
        roles != null && !roles.isEmpty() && roles.stream().allMatch(Role::forStaff);
    if (name == null || name.isBlank() || name.length() > 100 || !goodRoles) {
      throw Problem.badRequest(
          "bad-account", "Give a name and at least one staff role.", "请填写姓名并至少选择一个工作人员角色。");
    }
  }

  /** Sets a new first password and unlocks the account; returns the password, shown once. */
  public String reset(String username, String actor) {
    String password = firstPassword();
    setPassword(username, password, true, "account-reset", actor);
    return password;
  }

  /** The owner chooses a new password. */
  public void changePassword(String username, String current, String next) {
    if (!passwordMatches(username, current)) {
      throw Problem.badRequest(
          "wrong-password", "The present password is not right.", "原密码不正确，请重新输入。");
    }
    if (current.equals(next)) {
      throw Problem.badRequest(
          "same-password", "Choose a password you did not have before.", "新密码不能与原密码相同。");
    }
    PasswordRules.check(username, next);
    setPassword(username, next, false, "account-password-changed", username);
  }

  private void setPassword(
      String username, String password, boolean mustChange, String event, String actor) {
    String hash = encoder.encode(password);
    writes.run(
        tx -> {
          int changed =
              tx.sql()
                  .sql(
                      "update account set password = ?, must_change = ?, password_changed_at = ?,"
                          + " failures = 0, locked_until = null where username = ?")
                  .params(hash, mustChange ? 1 : 0, tx.millis(), username)
                  .update();
          mustExist(changed, username);
          tell(tx, event, username, actor);
          return null;
        });
  }

  /** Lets an account sign in, or no longer. */
  public void setActive(String username, boolean active, String actor) {
    writes.run(
        tx -> {
          int changed =
              tx.sql()
                  .sql("update account set active = ? where username = ?")
                  .params(active ? 1 : 0, username)
                  .update();
          mustExist(changed, username);
          tell(tx, active ? "account-activated" : "account-deactivated", username, actor);
          return null;
        });
  }

  private static void mustExist(int changed, String username) {
    if (changed == 0) {
      throw Problem.notFound(
          "unknown-account", "There is no account " + username + ".", "没有账号“" + username + "”。");
    }
  }

  private static void tell(Tx tx, String event, String username, String actor) {
    tx.append(EVERYWHERE, event, "account/" + username, actor, Map.of());
  }

  boolean passwordMatches(String username, String password) {
    return sql.sql("select password from account where username = ?")
        .param(username)
        .query(String.class)
        .optional()
        .map(hash -> encoder.matches(password, hash))
        .orElse(false);
  }

  /** Counts a failed sign-in; the fifth locks the account for ten minutes. */
  void failed(String username) {
    writes.run(
        tx -> {
          long lockedUntil = tx.now().plus(LOCK).toEpochMilli();
          tx.sql()
              .sql(
                  "update account set failures = failures + 1, locked_until ="
                      + " case when failures + 1 >= ? then ? else locked_until end"
                      + " where username = ?")
              .params(FAILURES_UNTIL_LOCK, lockedUntil, username)
              .update();
          tell(tx, "sign-in-failed", username, username);
          return null;
        });
  }

  /** Forgets failed sign-ins after a good one. */
  void succeeded(Account account) {
    writes.run(
        tx -> {
          tx.sql()
              .sql("update account set failures = 0, locked_until = null where username = ?")
              .param(account.username())
              .update();
          tell(tx, "signed-in", account.username(), account.username());
          return null;
        });
  }

  boolean locked(Account account) {
    return account.lockedUntil() != null && clock.millis() < account.lockedUntil();
  }

  Actor actor(Account account) {
    boolean old = clock.millis() - account.passwordChangedAt() > validity.toMillis();
    return new Actor(
        account.username(),
        account.name(),
        account.hall(),
        account.roles(),
        account.mustChange() || old);
  }

  private String firstPassword() {
    return ids.random(4)
        + "-"
        + ids.random(4).toUpperCase(java.util.Locale.ROOT)
        + "-"
        + ids.random(4)
        + "7";
  }
}
