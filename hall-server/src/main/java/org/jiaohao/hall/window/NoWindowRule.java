package org.jiaohao.hall.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.queue.TicketViews;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A queue that no window can call from, while people wait or while its last window is away (R094).
 */
@Component
class NoWindowRule implements AlertRule {
  private static final Set<WindowState> AWAY =
      Set.of(WindowState.PAUSED, WindowState.SHORT_LEAVE, WindowState.OVERDUE, WindowState.LUNCH);

  private final JdbcClient sql;
  private final Halls halls;
  private final TicketViews tickets;

  NoWindowRule(JdbcClient sql, Halls halls, TicketViews tickets) {
    this.sql = sql;
    this.halls = halls;
    this.tickets = tickets;
  }

  @Override
  public String kind() {
    return "NO_WINDOW";
  }

  @Override
  public List<Trouble> troubles(String id) {
    Hall hall = halls.get(id);
    Map<String, LiveWindow> live = LiveWindows.of(sql, id);
    Map<String, Integer> waiting = tickets.waiting(id);
    Map<String, List<String>> windows = new HashMap<>();
    for (Hall.Window window : hall.windows()) {
      for (String queue : window.queues()) {
        windows.computeIfAbsent(queue, q -> new ArrayList<>()).add(window.no());
      }
    }
    return hall.queues().stream()
        .flatMap(
            queue ->
                trouble(
                    queue,
                    windows.getOrDefault(queue.id(), List.of()),
                    no -> live.getOrDefault(no, LiveWindow.closed(id, no)).state(),
                    waiting.getOrDefault(queue.id(), 0))
                    .stream())
        .toList();
  }

  private static Optional<Trouble> trouble(
      Hall.Queue queue, List<String> windows, Function<String, WindowState> state, int waiting) {
    List<WindowState> states = windows.stream().map(state).toList();
    boolean needed = waiting > 0 || states.stream().anyMatch(AWAY::contains);
    if (!needed || states.stream().anyMatch(WindowState::working)) {
      return Optional.empty();
    }
    return Optional.of(
        new Trouble(queue.id(), zh(queue, windows, waiting), en(queue, windows, waiting)));
  }

  private static String zh(Hall.Queue queue, List<String> windows, int waiting) {
    String people = waiting > 0 ? "有 " + waiting + " 人等候，但" : "";
    return windows.isEmpty()
        ? "“%s”%s没有窗口办理，请在窗口设置中指定窗口。".formatted(queue.name(), people)
        : "“%s”%s没有开放的窗口，请开放窗口：%s。".formatted(queue.name(), people, String.join("、", windows));
  }

  private static String en(Hall.Queue queue, List<String> windows, int waiting) {
    String people = waiting > 0 ? waiting + " waiting, but " : "";
    return windows.isEmpty()
        ? "%s: %sno window serves it. Name one in the windows' settings."
            .formatted(queue.nameEn(), people)
        : "%s: %sno window is open. Open one of: %s."
            .formatted(queue.nameEn(), people, windows.stream().collect(Collectors.joining(", ")));
  }
}
