package org.jiaohao.hall.device;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiaohao.contract.event.AgentEvent;
import org.jiaohao.hall.hall.AreaKind;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.PlacedAgents;
import org.jiaohao.hall.identity.AgentCredentials;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.WritePath;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In which area of a hall its kiosks and screens stand (R006). */
@Component
class AgentAreas implements PlacedAgents {
  private final AgentCredentials credentials;
  private final JdbcClient sql;
  private final WritePath writes;

  AgentAreas(AgentCredentials credentials, JdbcClient sql, WritePath writes) {
    this.credentials = credentials;
    this.sql = sql;
    this.writes = writes;
  }

  /** Where an agent of a kind stands while nobody has said otherwise. */
  static String usual(String kind) {
    return (kind.equals("KIOSK") ? AreaKind.SELFSERVICE : AreaKind.WAITING).code();
  }

  /** The areas that were chosen: agent id → area code. */
  Map<String, String> of(String hall) {
    return sql
        .sql("select agent, area from agent_area where hall = ?")
        .param(hall)
        .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public List<String> in(JdbcClient sql, String hall, String area) {
    Set<String> placed =
        Set.copyOf(
            sql.sql("select agent from agent_area where hall = ? and area = ?")
                .params(hall, area)
                .query(String.class)
                .list());
    return credentials.of(hall).stream()
        .filter(agent -> !agent.revoked() && placed.contains(agent.id()))
        .map(AgentCredentials.Agent::id)
        .toList();
  }

  /** Areas of a hall in which something can stand, by code. */
  static List<String> choices(Hall hall) {
    Set<String> codes = new LinkedHashSet<>();
    hall.areas().forEach(area -> codes.add(area.code()));
    for (AreaKind kind : AreaKind.values()) {
      if (kind != AreaKind.WINDOWS) {
        codes.add(kind.code());
      }
    }
    return List.copyOf(codes);
  }

  /**
   * Notes where an agent stands from now on.
   *
   * @throws Problem 400 unknown-area
   */
  void place(Hall hall, String agent, String area, String actor) {
    if (area == null || !choices(hall).contains(area)) {
      String known = String.join("、", choices(hall));
      throw Problem.badRequest(
          "unknown-area",
          "This hall has no area '" + area + "'. Choose one of: " + known + ".",
          "本大厅没有该功能区，可选：" + known + "。");
    }
    writes.run(
        tx -> {
          tx.sql()
              .sql(
                  "insert into agent_area (hall, agent, area) values (:hall, :agent, :area)"
                      + " on conflict (hall, agent) do update set area = excluded.area")
              .param("hall", hall.id())
              .param("agent", agent)
              .param("area", area)
              .update();
          tx.append(hall.id(), new AgentEvent.Placed(agent, area), actor);
          return null;
        });
  }
}
