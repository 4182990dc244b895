package org.jiaohao.hall.device;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.store.WritePath;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * An agent that was at work when another machine took its place (N18): a person says that it was
 * meant, at the latest it ends after two days.
 */
@Component
class AgentReplacedRule implements AlertRule {
  private static final Duration LOOKED_BACK = Duration.ofDays(2);

  private final JdbcClient sql;
  private final WritePath writes;
  private final AgentRegistry agents;
  private final Clock clock;

  AgentReplacedRule(JdbcClient sql, WritePath writes, AgentRegistry agents, Clock clock) {
    this.sql = sql;
    this.writes = writes;
    this.agents = agents;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "AGENT_REPLACED";
  }

  @EventListener
  void note(AgentForgotten gone) {
    if (gone.replaced()) {
      writes.run(
          tx ->
              tx.sql()
                  .sql(
                      "insert into agent_replaced (hall, agent, at) values (?, ?, ?)"
                          + " on conflict (hall, agent) do update set at = excluded.at")
                  .params(gone.hall(), gone.agent(), tx.millis())
                  .update());
    } else if (!agents.known(gone.hall(), gone.agent())) {
      seen(gone.hall(), gone.agent());
    }
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return sql
        .sql("select agent from agent_replaced where hall = ? and at > ? order by agent")
        .params(hall, clock.millis() - LOOKED_BACK.toMillis())
        .query(String.class)
        .list()
        .stream()
        .map(AgentReplacedRule::trouble)
        .toList();
  }

  /** The technician knows, or has put it right. */
  @Override
  public boolean seen(String hall, String agent) {
    writes.run(
        tx ->
            tx.sql()
                .sql("delete from agent_replaced where hall = ? and agent = ?")
                .params(hall, agent)
                .update());
    return true;
  }

  private static Trouble trouble(String agent) {
    return new Trouble(
        agent,
        ("终端 %s 在使用中被另一台设备以新登记码取代，原设备的凭据已失效。如不是您安排的更换，请停用 %s，" + "并为原设备生成新的登记码。")
            .formatted(agent, agent),
        ("Another machine took the place of agent %s while it was at work; the former one is shut"
                + " out. If this was not meant, revoke %s and make a new code for the former one.")
            .formatted(agent, agent));
  }
}
