package org.jiaohao.hall.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jiaohao.characters.MiddleDot;
import org.jiaohao.contract.event.AccountEvent;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.problem.Texts;
import org.jiaohao.hall.store.EventQuery;
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
  static final int LONGEST_USERNAME = 32;
  private static final int LONGEST_NAME = 100;

  /** Whom the log tells of when no person did it (N17). */
  private static final Set<String> NAMES_OF_THE_SYSTEM =
      Set.of("server", "console", "mqtt", "nobody", "unknown");

  private final JdbcClient sql;
  private final WritePath writes;
  private final PasswordEncoder encoder;
  private final HallTree halls;
  private final StaffSessions sessions;
  private final Ids ids;
  private final Clock clock;
  private final Duration validity;
  private final boolean separateDuties;

  Accounts(
      JdbcClient sql,
      WritePath writes,
      PasswordEncoder encoder,
      HallTree halls,
      StaffSessions sessions,
      Ids ids,
      Clock clock,
      @Value("${jiaohao.password-validity}") Duration validity,
      @Value("${jiaohao.separate-duties}") boolean separateDuties) {
    this.sql = sql;
    this.writes = writes;
    this.encoder = encoder;
    this.halls = halls;
    this.sessions = sessions;
    this.separateDuties = separateDuties;
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

  /** User names of the accounts of these halls. */
  public List<String> of(List<String> halls) {
    return sql.sql("select username from account where hall in (:halls)")
        .param("halls", halls)
        .query(String.class)
        .list();
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
    var draft = new Draft(username, name, roles, hall);
    check(draft);
    insert(draft, encoder.encode(password), true, actor, tx -> {});
    return password;
  }

  /**
   * Creates the first administrator, who also manages the accounts until somebody else does.
   *
   * @param claim in the same transaction, before the account: throws when there may be none
   */
  void createFirst(String username, String name, String password, Consumer<Tx> claim) {
    var draft = new Draft(username, name, Set.of(Role.ADMIN, Role.SECURITY), null);
    checkPerson(draft);
    PasswordRules.check(username, password);
    insert(draft, encoder.encode(password), false, "server", claim);
  }

  /** A known account of the demo profile: its password holds the user name, on purpose. */
  void createDemo(String username, String name, Set<Role> roles, String hall) {
    var draft = new Draft(username, name, roles, hall);
    checkPerson(draft);
    insert(draft, encoder.encode(demoPassword(username)), false, "server", tx -> {});
  }

  static String demoPassword(String username) {
    return "demo-" + username + "-2026";
  }

  private record Draft(String username, String name, Set<Role> roles, String hall) {
    Draft {
      name = MiddleDot.inName(name);
    }
  }

  private void insert(
      Draft draft, String hash, boolean mustChange, String actor, Consumer<Tx> claim) {
    writes.run(
        tx -> {
          claim.accept(tx);
          int added =
              tx.sql()
                  .sql(
                      "insert into account (username, name, password, roles, hall, must_change,"
                          + " password_changed_at, created_at) values (:username, :name, :password,"
                          + " :roles, :hall, :mustChange, :now, :now)"
                          + " on conflict (username) do nothing")
                  .param("username", draft.username)
                  .param("name", draft.name)
                  .param("password", hash)
                  .param("roles", Account.stored(draft.roles))
                  .param("hall", draft.hall)
                  .param("mustChange", mustChange ? 1 : 0)
                  .param("now", tx.millis())
                  .update();
          if (added == 0) {
            throw Problem.conflict(
                "account-exists",
                "There is an account " + draft.username + ".",
                "账号“" + draft.username + "”已存在。");
          }
          append(tx, new AccountEvent.Created(draft.username, names(draft.roles)), actor);
          return null;
        });
  }

  private static List<String> names(Set<Role> roles) {
    return roles.stream().sorted().map(Role::name).toList();
  }

  private void check(Draft draft) {
    checkPerson(draft);
    RoleRules.check(draft.roles, draft.hall, separateDuties);
  }

  private void checkPerson(Draft draft) {
    if (draft.username == null || !draft.username.matches("[a-z0-9.-]{2,32}")) {
      throw Problem.badRequest(
          "bad-username",
          "A user name has 2 to 32 small letters, digits, dots or hyphens.",
          "用户名须为 2 至 32 个小写字母、数字、点或连字符。");
    }
    if (NAMES_OF_THE_SYSTEM.contains(draft.username)) {
      throw Problem.badRequest(
          "bad-username",
          "The user name " + draft.username + " is the system's own. Choose another one.",
          "用户名“" + draft.username + "”为系统保留，请换一个。");
    }
    Texts.text("name", draft.name, LONGEST_NAME);
    if (draft.hall != null) {
      halls.mustExist(draft.hall);
    }
  }

  /**
   * Changes what an account may do; its sessions end, so that nobody goes on with what they had.
   *
   * @param actor who does it; nobody changes their own
   */
  public void setRoles(String username, Set<Role> roles, String actor) {
    if (username.equals(actor)) {
      throw Problem.conflict(
          "own-roles",
          "Nobody changes their own roles. Ask another security officer.",
          "不能修改自己的角色，请由另一位安全管理员修改。");
    }
    Account account = find(username).orElseThrow(() -> unknown(username));
    RoleRules.check(roles, account.hall(), separateDuties);
    writes.run(
        tx -> {
          for (Role kept : RoleRules.NEVER_WITHOUT) {
            if (!roles.contains(kept)) {
              anotherStays(tx, username, kept);
            }
          }
          int changed =
              tx.sql()
                  .sql("update account set roles = ? where username = ?")
                  .params(Account.stored(roles), username)
                  .update();
          mustExist(changed, username);
          sessions.leave(tx, username, actor);
          append(tx, new AccountEvent.RolesChanged(username, names(roles)), actor);
          return null;
        });
    sessions.end(username);
  }

  /** Ends the locks of an account. */
  public void unlock(String username, String actor) {
    writes.run(
        tx -> {
          int changed =
              tx.sql()
                  .sql("update account set unlocked_at = ? where username = ?")
                  .params(tx.millis(), username)
                  .update();
          mustExist(changed, username);
          append(tx, new AccountEvent.Unlocked(username), actor);
          return null;
        });
  }

  /** Sets a new first password and unlocks the account; returns the password, shown once. */
  public String reset(String username, String actor) {
    String password = firstPassword();
    setPassword(username, password, true, new AccountEvent.Reset(username), actor);
    return password;
  }

  /** The owner chooses a new password. */
  public void changePassword(String username, String current, String next) {
    if (!passwordMatches(username, current)) {
      throw wrongPassword();
    }
    if (current.equals(next)) {
      throw Problem.badRequest(
          "same-password", "Choose a password you did not have before.", "新密码不能与原密码相同。");
    }
    PasswordRules.check(username, next);
    setPassword(username, next, false, new AccountEvent.PasswordChanged(username), username);
  }

  static Problem wrongPassword() {
    return Problem.badRequest(
        "wrong-password", "The present password is not right.", "原密码不正确，请重新输入。");
  }

  private void setPassword(
      String username, String password, boolean mustChange, AccountEvent event, String actor) {
    String hash = encoder.encode(password);
    writes.run(
        tx -> {
          int changed =
              tx.sql()
                  .sql(
                      "update account set password = ?, must_change = ?, password_changed_at = ?,"
                          + " unlocked_at = ? where username = ?")
                  .params(hash, mustChange ? 1 : 0, tx.millis(), tx.millis(), username)
                  .update();
          mustExist(changed, username);
          sessions.leave(tx, username, actor);
          append(tx, event, actor);
          return null;
        });
    sessions.end(username);
  }

  /**
   * Lets an account sign in, where it was locked, too; or no longer, then its sessions end at once.
   * Nobody ends their own.
   */
  public void setActive(String username, boolean active, String actor) {
    if (!active && username.equals(actor)) {
      throw Problem.conflict(
          "own-account",
          "Nobody deactivates their own account. Ask another security officer.",
          "不能停用自己的账号，请由另一位安全管理员停用。");
    }
    writes.run(
        tx -> {
          if (!active) {
            RoleRules.NEVER_WITHOUT.forEach(role -> anotherStays(tx, username, role));
          }
          int changed =
              tx.sql()
                  .sql(
                      "update account set active = :active, unlocked_at = case when :active = 1"
                          + " then :now else unlocked_at end where username = :username")
                  .param("active", active ? 1 : 0)
                  .param("now", tx.millis())
                  .param("username", username)
                  .update();
          mustExist(changed, username);
          if (!active) {
            sessions.leave(tx, username, actor);
          }
          append(
              tx,
              active
                  ? new AccountEvent.Activated(username)
                  : new AccountEvent.Deactivated(username),
              actor);
          return null;
        });
    if (!active) {
      sessions.end(username);
    }
  }

  private static void anotherStays(Tx tx, String username, Role role) {
    List<String> holders =
        tx
            .sql()
            .sql("select * from account where active = 1")
            .query((row, n) -> Account.read(row))
            .list()
            .stream()
            .filter(account -> account.roles().contains(role))
            .map(Account::username)
            .toList();
    if (holders.equals(List.of(username))) {
      throw Problem.conflict(
          "last-administrator",
          role == Role.ADMIN
              ? "This is the last administrator. Create another one first."
              : "This is the last security officer. Create another one first.",
          role == Role.ADMIN ? "这是最后一个管理员账号，请先新建另一个管理员。" : "这是最后一个安全管理员账号，请先新建另一个安全管理员。");
    }
  }

  private static void mustExist(int changed, String username) {
    if (changed == 0) {
      throw unknown(username);
    }
  }

  private static Problem unknown(String username) {
    return Problem.notFound(
        "unknown-account", "There is no account " + username + ".", "没有账号“" + username + "”。");
  }

  private static void append(Tx tx, AccountEvent event, String actor) {
    tx.append(EventQuery.NO_HALL, event, actor);
  }

  /** The stored hash. */
  Optional<String> storedPassword(String username) {
    return sql.sql("select password from account where username = ?")
        .param(username)
        .query(String.class)
        .optional();
  }

  private boolean passwordMatches(String username, String password) {
    return storedPassword(username).map(hash -> encoder.matches(password, hash)).orElse(false);
  }

  /** Whether a new password is due: the first one, or an old one. */
  boolean passwordDue(Account account) {
    return account.mustChange()
        || clock.millis() - account.passwordChangedAt() > validity.toMillis();
  }

  private String firstPassword() {
    return ids.random(4) + "-" + ids.random(4).toUpperCase(Locale.ROOT) + "-" + ids.random(4) + "7";
  }
}
