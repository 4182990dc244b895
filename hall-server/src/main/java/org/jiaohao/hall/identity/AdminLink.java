package org.jiaohao.hall.identity;

import java.time.Clock;
import java.time.Duration;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.hall.trust.Authority;
import org.jiaohao.hall.trust.HallNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one-time link that makes the first administrator: there is no default password (N18). */
@Component
public class AdminLink {
  private static final Logger log = LoggerFactory.getLogger(AdminLink.class);
  private static final Duration VALID = Duration.ofHours(24);
  private static final int TOKEN_LENGTH = 32;

  private final JdbcClient sql;
  private final WritePath writes;
  private final Accounts accounts;
  private final Ids ids;
  private final Clock clock;
  private final Environment environment;
  private final HallNetwork network;
  private final Authority authority;

  AdminLink(
      JdbcClient sql,
      WritePath writes,
      Accounts accounts,
      Ids ids,
      Clock clock,
      Environment environment,
      HallNetwork network,
      Authority authority) {
    this.sql = sql;
    this.writes = writes;
    this.accounts = accounts;
    this.ids = ids;
    this.clock = clock;
    this.environment = environment;
    this.network = network;
    this.authority = authority;
  }

  /** While there is no account, every start prints a fresh link; older ones end. */
  @EventListener(ApplicationReadyEvent.class)
  void printLink() {
    if (environment.matchesProfiles("demo") || !accounts.none()) {
      return;
    }
    String token = ids.random(TOKEN_LENGTH);
    writes.run(
        tx -> {
          tx.sql().sql("delete from admin_link").update();
          tx.sql()
              .sql("insert into admin_link (token_hash, expires_at) values (?, ?)")
              .params(Secrets.hash(token), tx.now().plus(VALID).toEpochMilli())
              .update();
          return null;
        });
    log.warn(
        """

        ==============================================================================
         首次启动：请在 24 小时内打开以下链接，设置管理员账号（只能使用一次）
         First start: open this link within 24 hours to set up the administrator (once)

         http://127.0.0.1:{}/first?token={}

         从大厅其他电脑打开 / from another PC of the hall: https://{}:{} （先核对证书指纹 / compare first)
         SHA-256 {}
        ==============================================================================
        """,
        environment.getProperty("local.server.port"),
        token,
        network.host(),
        network.httpsPort(),
        authority.fingerprint());
  }

  /** Whether the token may still be used. */
  public boolean valid(String token) {
    return accounts.none()
        && sql.sql(
                "select exists (select 1 from admin_link where token_hash = ? and used_at is null"
                    + " and expires_at > ?)")
            .params(Secrets.hash(String.valueOf(token)), clock.millis())
            .query(Boolean.class)
            .single();
  }

  /** Makes the first administrator; of two at the same moment one succeeds. */
  public void use(String token, String username, String name, String password) {
    if (!valid(token)) {
      throw ended();
    }
    accounts.createFirst(username, name, password, tx -> claim(tx, token));
  }

  private static void claim(Tx tx, String token) {
    int claimed =
        tx.sql()
            .sql(
                "update admin_link set used_at = ? where token_hash = ? and used_at is null"
                    + " and expires_at > ?")
            .params(tx.millis(), Secrets.hash(token), tx.millis())
            .update();
    if (claimed == 0) {
      throw ended();
    }
  }

  private static Problem ended() {
    return new Problem(
        403,
        "bad-link",
        "The link was used or is older than 24 hours. Restart the server for a new one.",
        "链接已使用或已超过 24 小时，请重新启动服务器获取新的链接。");
  }
}
