package org.jiaohao.hall.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A hall as the rules of the requirements describe it, written a second time and as plainly as
 * possible: tickets, windows and who may do what. It knows nothing of the store.
 */
final class HallModel {
  /** A ticket of the day. */
  static final class Ticket {
    final String id;
    final String number;
    String queue;
    TicketState state = TicketState.WAITING;
    boolean priority;
    String window;
    String target;
    boolean requeued;
    int calls;
    long calledAt;

    Ticket(String id, String number, String queue, boolean priority) {
      this.id = id;
      this.number = number;
      this.queue = queue;
      this.priority = priority;
    }

    boolean waits() {
      return state == TicketState.WAITING || state == TicketState.REQUEUED;
    }

    boolean over() {
      return state == TicketState.DONE
          || state == TicketState.CANCELLED
          || state == TicketState.EXPIRED;
    }

    @Override
    public String toString() {
      return "%s %s %s%s at %s for %s"
          .formatted(number, queue, state, priority ? " priority" : "", window, target);
    }
  }

  /** A window. */
  static final class Window {
    final String no;
    List<String> queues;
    boolean working;
    boolean away;

    Window(String no, List<String> queues) {
      this.no = no;
      this.queues = queues;
    }
  }

  final Map<String, Ticket> tickets = new LinkedHashMap<>();
  final Map<String, Window> windows = new TreeMap<>(Comparator.comparing(Integer::parseInt));
  final Map<String, Integer> since = new HashMap<>();

  /** Everything of yesterday is over. */
  void newDay() {
    tickets.clear();
    since.clear();
    windows
        .values()
        .forEach(
            window -> {
              window.working = false;
              window.away = false;
            });
  }

  Optional<Ticket> at(Window window) {
    var found =
        tickets.values().stream()
            .filter(t -> t.state == TicketState.CALLED || t.state == TicketState.SERVING)
            .filter(t -> window.no.equals(t.window))
            .toList();
    if (found.size() > 1) {
      throw new AssertionError("two tickets at window " + window.no + ": " + found);
    }
    return found.stream().findFirst();
  }

  private boolean has(Window window, TicketState state) {
    return window.working && at(window).map(t -> t.state == state).orElse(false);
  }

  boolean mayCancel(Ticket t) {
    return t.waits()
        || t.state == TicketState.HELD
        || t.state == TicketState.NO_SHOW
        || t.state == TicketState.CANCELLED;
  }

  void cancel(Ticket t) {
    t.state = TicketState.CANCELLED;
  }

  boolean mayRequeue(Ticket t) {
    return t.state == TicketState.NO_SHOW && !t.requeued;
  }

  void requeue(Ticket t) {
    t.state = TicketState.REQUEUED;
    t.requeued = true;
    t.window = null;
    t.target = null;
    t.calls = 0;
  }

  /** The queue a ticket would stand in, empty when the target is refused. */
  Optional<String> target(Ticket t, String queue, Window window) {
    if (window == null) {
      return Optional.ofNullable(queue);
    }
    if (!window.working || (queue != null && !window.queues.contains(queue))) {
      return Optional.empty();
    }
    if (queue != null) {
      return Optional.of(queue);
    }
    return window.queues.contains(t.queue)
        ? Optional.of(t.queue)
        : window.queues.size() == 1 ? Optional.of(window.queues.getFirst()) : Optional.empty();
  }

  boolean mayTransferAtDesk(Ticket t, String queue, Window window) {
    boolean state = t.waits() || t.state == TicketState.CALLED;
    return state && target(t, queue, window).isPresent();
  }

  boolean mayTransferAt(Window from, String queue, Window window) {
    return from.working && at(from).flatMap(t -> target(t, queue, window)).isPresent();
  }

  void transfer(Ticket t, String queue, Window window) {
    t.queue = target(t, queue, window).orElseThrow();
    t.state = TicketState.WAITING;
    t.window = null;
    t.target = window == null ? null : window.no;
    t.calls = 0;
  }

  boolean mayNext(Window w) {
    return w.working && !has(w, TicketState.CALLED);
  }

  /** Calls a ticket, after finishing the one in service. */
  void next(Window w, Ticket called, long now) {
    at(w).ifPresent(t -> t.state = TicketState.DONE);
    if (called != null) {
      int before = since.getOrDefault(called.queue, 0);
      since.put(called.queue, called.priority ? 0 : Math.min(2, before + 1));
      call(w, called, now);
    }
  }

  private void call(Window w, Ticket called, long now) {
    called.state = TicketState.CALLED;
    called.window = w.no;
    called.target = null;
    called.calls++;
    called.calledAt = now;
  }

  boolean mayRecall(Window w) {
    return has(w, TicketState.CALLED);
  }

  void recall(Window w, long now) {
    call(w, at(w).orElseThrow(), now);
  }

  boolean mayStart(Window w) {
    return has(w, TicketState.CALLED);
  }

  void start(Window w) {
    at(w).orElseThrow().state = TicketState.SERVING;
  }

  boolean mayFinish(Window w) {
    return has(w, TicketState.SERVING);
  }

  void finish(Window w) {
    at(w).orElseThrow().state = TicketState.DONE;
  }

  void hold(Window w) {
    at(w).orElseThrow().state = TicketState.HELD;
  }

  boolean mayMiss(Window w, long now) {
    return has(w, TicketState.CALLED)
        && at(w).map(t -> t.calls >= 3 && now - t.calledAt >= 20_000).orElseThrow();
  }

  void miss(Window w) {
    at(w).orElseThrow().state = TicketState.NO_SHOW;
  }

  boolean mayCallBack(Window w, Ticket t) {
    return free(w)
        && t.state == TicketState.HELD
        && (w.queues.contains(t.queue) || w.no.equals(t.window));
  }

  void callBack(Window w, Ticket t) {
    t.state = TicketState.SERVING;
    t.window = w.no;
  }

  /** At work, without a ticket. */
  boolean free(Window w) {
    return w.working && at(w).isEmpty();
  }

  void open(Window w) {
    w.working = true;
    w.away = false;
  }

  boolean mayClose(Window w) {
    return at(w).isEmpty();
  }

  void close(Window w) {
    w.working = false;
    w.away = false;
    freeTargets(w);
  }

  void leave(Window w) {
    w.working = false;
    w.away = true;
    freeTargets(w);
  }

  void serve(Window w, List<String> queues) {
    w.queues = queues;
    freeTargets(w);
  }

  private void freeTargets(Window w) {
    tickets.values().stream()
        .filter(t -> t.waits() && w.no.equals(t.target))
        .forEach(t -> t.target = null);
  }

  /** Tickets that are not over. */
  List<Ticket> open() {
    return new ArrayList<>(tickets.values().stream().filter(t -> !t.over()).toList());
  }
}
