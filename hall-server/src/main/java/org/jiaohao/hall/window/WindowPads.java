package org.jiaohao.hall.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.contract.event.AgentEvent;
import org.jiaohao.hall.alert.StateChanged;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.AgentRevoked;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.WritePath;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * At which agent the call pad of each window hangs, as staff has said. No other agent presses its
 * keys, so that whoever has the credentials of one screen does not work all windows (N18, R041).
 */
@Component
public class WindowPads {
  /** How long after the last press staff is told of a pad that is not known. */
  private static final Duration LATELY = Duration.ofMinutes(10);

  private final Halls halls;
  private final JdbcClient sql;
  private final WritePath writes;
  private final HallClock clock;
  private final ApplicationEventPublisher publisher;
  private final Map<Press, Long> refused = new ConcurrentHashMap<>();

  WindowPads(
      Halls halls,
      JdbcClient sql,
      WritePath writes,
      HallClock clock,
      ApplicationEventPublisher publisher) {
    this.halls = halls;
    this.sql = sql;
    this.writes = writes;
    this.clock = clock;
    this.publisher = publisher;
  }

  /** Keys of a window that an agent pressed; there are as many as windows times agents. */
  private record Press(String hall, String agent, String window) {}

  /** Agents and the windows whose pads hang at them, in the order of the hall. */
  public Map<String, List<String>> of(String hall) {
    Map<String, String> agents = new TreeMap<>();
    sql.sql("select window, agent from window_pad where hall = ?")
        .param(hall)
        .query((row, n) -> agents.put(row.getString(1), row.getString(2)))
        .list();
    return byAgent(halls.get(hall), agents);
  }

  /** Agents and the windows whose keys they pressed lately without having the pad. */
  public Map<String, List<String>> refused(String hall) {
    long since = clock.count() - LATELY.toNanos();
    Map<String, List<String>> known = of(hall);
    refused.values().removeIf(at -> at < since);
    var pressed = new TreeMap<String, List<String>>();
    for (Hall.Window window : halls.get(hall).windows()) {
      refused.keySet().stream()
          .filter(press -> press.hall().equals(hall) && press.window().equals(window.no()))
          .filter(press -> !known.getOrDefault(press.agent(), List.of()).contains(window.no()))
          .forEach(
              press ->
                  pressed.computeIfAbsent(press.agent(), k -> new ArrayList<>()).add(window.no()));
    }
    return pressed;
  }

  /**
   * An agent pressed a key of a window.
   *
   * @throws Problem 403 when the window's pad is not known to hang at it; staff is told. 404 when
   *     there is no such window
   */
  void pressed(String hall, String no, String agent) {
    String window = halls.get(hall).knownWindow(no).no();
    if (of(hall).getOrDefault(agent, List.of()).contains(window)) {
      return;
    }
    if (refused.put(new Press(hall, agent, window), clock.count()) == null) {
      publisher.publishEvent(new StateChanged(hall));
    }
    throw new Problem(
        403,
        "pad-not-known",
        "The pad of window %s is not known to hang at %s. Enter it there on the page Devices."
            .formatted(window, agent),
        "未登记 %s 号窗口的呼叫器接在终端 %s 上，请在“设备”页面该终端处登记。".formatted(window, agent));
  }

  /**
   * Notes that these pads, and no others, hang at an agent from now on; whoever had them has them
   * no more.
   *
   * @throws Problem 400 when there are no windows, 404 for one that the hall does not have
   */
  public void place(String hall, String agent, List<String> windows, String actor) {
    if (windows == null || windows.stream().anyMatch(Objects::isNull)) {
      throw Problem.badRequest(
          "no-windows",
          "Name the windows whose pads hang at this agent; none is an empty list.",
          "请列出呼叫器接在此终端上的窗口；没有则为空列表。");
    }
    Set<String> known = new LinkedHashSet<>();
    windows.forEach(no -> known.add(halls.get(hall).knownWindow(no).no()));
    writes.run(
        tx -> {
          tx.sql()
              .sql("delete from window_pad where hall = ? and agent = ?")
              .params(hall, agent)
              .update();
          for (String no : known) {
            tx.sql()
                .sql(
                    "insert into window_pad (hall, window, agent) values (:hall, :window, :agent)"
                        + " on conflict (hall, window) do update set agent = excluded.agent")
                .param("hall", hall)
                .param("window", no)
                .param("agent", agent)
                .update();
          }
          tx.append(hall, new AgentEvent.PadsPlaced(agent, List.copyOf(known)), actor);
          return null;
        });
    publisher.publishEvent(new StateChanged(hall));
  }

  /**
   * Its pads end with an agent; a machine that takes its place has them, but not what it pressed.
   */
  @EventListener
  void forget(AgentRevoked revoked) {
    String hall = revoked.hall();
    refused
        .keySet()
        .removeIf(press -> press.hall().equals(hall) && press.agent().equals(revoked.agent()));
    if (!revoked.replaced() && has(hall, revoked.agent())) {
      place(hall, revoked.agent(), List.of(), "server");
    } else {
      publisher.publishEvent(new StateChanged(hall));
    }
  }

  /**
   * Whether it has pads, also of windows that an import has taken away and another may bring back.
   */
  private boolean has(String hall, String agent) {
    return sql.sql("select count(*) from window_pad where hall = ? and agent = ?")
            .params(hall, agent)
            .query(Integer.class)
            .single()
        > 0;
  }

  private static Map<String, List<String>> byAgent(Hall hall, Map<String, String> agents) {
    var windows = new TreeMap<String, List<String>>();
    for (Hall.Window window : hall.windows()) {
      String agent = agents.get(window.no());
      if (agent != null) {
        windows.computeIfAbsent(agent, k -> new ArrayList<>()).add(window.no());
      }
    }
    return windows;
  }
}
