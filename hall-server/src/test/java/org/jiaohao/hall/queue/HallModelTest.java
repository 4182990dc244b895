package org.jiaohao.hall.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.queue.HallModel.Ticket;
import org.jiaohao.hall.queue.HallModel.Window;
import org.jiaohao.proofs.Proves;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Random commands of kiosk, guide, clerks, pad and manager over HTTP, with repeated requests, ends
 * of the day and restarts, against {@link HallModel}. After every command the store must be what
 * the model says; the seed of a failure is in its message ({@code -Djiaohao.seed=…} repeats it).
 */
class HallModelTest {
  private static final int SHORT = 1500;
  private static final int LONG = 200_000;
  private static final int RESTART_AFTER = 10_000;

  /** 1 and 2 serve a, 4 serves b, 9 serves c and d, 10 serves d, 25 serves six queues. */
  private static final List<String> WINDOWS = List.of("1", "2", "4", "9", "10", "25");

  private static final List<String> QUEUES = List.of("a", "b", "c", "d");
  private static final String[] SETTINGS = {
    "spring.profiles.active=demo", "jiaohao.password-validity=36500d", RunningHall.NO_BROKER
  };
  private static final String BASE = "/api/v1/halls/" + RunningHall.HALL;

  private final long seed = Long.getLong("jiaohao.seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final HallModel model = new HallModel();
  private final Map<String, List<String>> configured = new HashMap<>();
  private final Set<String> servedElsewhere = new HashSet<>();
  private RunningHall server;
  private StoredHall stored;
  private User kiosk;
  private User pad;
  private Duration moved = Duration.ZERO;
  private int carriedOut;

  @Test
  @Proves({"R041", "N02"})
  void whatTheStoreHoldsIsWhatTheModelSays() {
    System.out.println("HallModelTest: -Djiaohao.seed=" + seed);
    server = RunningHall.start(SETTINGS);
    try {
      toNineTomorrow();
      kiosk = server.enrol(RunningHall.HALL, "model-kiosk", "KIOSK");
      pad = server.enrolWithPads("model-pad");
      stored = new StoredHall(server);
      begin();
      int steps = Repetitions.of(SHORT, LONG);
      for (int step = 1; step <= steps; step++) {
        step(step, steps);
      }
      leaveNobodyStuck();
    } finally {
      server.close();
    }
    assertThat(carriedOut).as("commands that changed something").isGreaterThan(SHORT / 4);
  }

  private void begin() {
    for (JsonNode window : server.get(manager(), BASE + "/windows")) {
      String no = window.get("no").asString();
      List<String> queues = window.get("queues").valueStream().map(JsonNode::asString).toList();
      if (!WINDOWS.contains(no)) {
        servedElsewhere.addAll(queues);
      } else {
        model.windows.put(no, new Window(no, queues));
        configured.put(no, queues);
      }
    }
    model.windows.values().forEach(window -> act(window, "open", null, true, this::opened));
  }

  private void step(int step, int steps) {
    try {
      if (step % Math.min(steps / 2, RESTART_AFTER) == 0) {
        System.out.println("HallModelTest: " + step + " of " + steps + " commands");
        restart();
      } else if (step % 250 == 0) {
        newDay();
      } else {
        advance(Duration.ofSeconds(random.nextInt(15)));
        command();
      }
      stored.mustBe(model);
      if (step % 50 == 0) {
        stored.peopleAheadMustBe(model);
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ", step " + step + ": " + e.getMessage(), e);
    }
  }

  private void command() {
    Window window = pick(new ArrayList<>(model.windows.values()));
    Ticket ticket = model.tickets.isEmpty() ? null : pick(new ArrayList<>(model.tickets.values()));
    switch (random.nextInt(30)) {
      case 0, 1, 2, 3, 4 -> draw();
      case 5 -> onTicket(ticket, "cancel", Map.of(), model::mayCancel, model::cancel);
      case 6 -> onTicket(ticket, "reactivate", Map.of(), model::mayRequeue, model::requeue);
      case 7 ->
          onTicket(
              ticket,
              "priority",
              Map.of("reason", "elderly"),
              Ticket::waits,
              t -> t.priority = true);
      case 8, 9 -> transferAtDesk(ticket);
      case 10, 11, 12, 13 -> next(window);
      case 14 -> act(window, "recall", null, model.mayRecall(window), w -> model.recall(w, now()));
      case 15, 16, 17 -> act(window, "start", null, model.mayStart(window), model::start);
      case 18 -> act(window, "finish", null, model.mayFinish(window), model::finish);
      case 19 -> act(window, "hold", null, model.mayFinish(window), model::hold);
      case 20 -> missed(window);
      case 21 -> callBack(window, ticket);
      case 22 -> transferAtWindow(window);
      case 23 -> act(window, "open", null, true, this::opened);
      case 24 -> act(window, "close", null, model.mayClose(window), model::close);
      case 25 -> act(window, "pause", Map.of("reason", "x"), model.free(window), model::leave);
      case 26 -> act(window, "short-leave", null, model.free(window), model::leave);
      case 27 -> act(window, "resume", null, window.away, this::opened);
      case 28 -> key(window);
      default -> setUp(window);
    }
  }

  private void opened(Window window) {
    model.open(window);
  }

  private void draw() {
    String queue = pick(QUEUES);
    boolean priority = random.nextInt(4) == 0;
    var body = new HashMap<String, String>(Map.of("queue", queue, "source", "kiosk"));
    if (priority) {
      body.put("priorityReason", "elderly");
    }
    HttpResponse<String> answer = send(kiosk, BASE + "/tickets", body);
    boolean served =
        servedElsewhere.contains(queue)
            || model.windows.values().stream().anyMatch(w -> w.queues.contains(queue));
    if (!served) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
      return;
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode drawn = RunningHall.JSON.readTree(answer.body());
    String id = drawn.get("id").asString();
    model.tickets.put(id, new Ticket(id, drawn.get("number").asString(), queue, priority));
  }

  private interface May {
    boolean test(Ticket ticket);
  }

  private interface Change {
    void on(Ticket ticket);
  }

  private void onTicket(Ticket t, String action, Map<String, ?> body, May may, Change change) {
    if (t == null) {
      return;
    }
    boolean allowed = may.test(t);
    expect(send(guide(), BASE + "/tickets/" + t.id + "/" + action, body), allowed);
    if (allowed) {
      change.on(t);
    }
  }

  private Map<String, String> target(String queue, Window window) {
    var to = new HashMap<String, String>();
    to.put("queue", queue);
    to.put("window", window == null ? null : window.no);
    to.put("place", pick(List.of("FRONT", "ARRIVAL", "BACK")));
    return to;
  }

  private void transferAtDesk(Ticket ticket) {
    Window window = random.nextBoolean() ? pick(new ArrayList<>(model.windows.values())) : null;
    String queue = window == null || random.nextInt(4) == 0 ? pick(QUEUES) : null;
    onTicket(
        ticket,
        "transfer",
        target(queue, window),
        t -> model.mayTransferAtDesk(t, queue, window),
        t -> model.transfer(t, queue, window));
  }

  private void transferAtWindow(Window from) {
    Window window = random.nextBoolean() ? pick(new ArrayList<>(model.windows.values())) : null;
    String queue = window == null ? pick(QUEUES) : null;
    boolean allowed = model.mayTransferAt(from, queue, window);
    act(
        from,
        "transfer",
        target(queue, window),
        allowed,
        w -> model.transfer(model.at(w).orElseThrow(), queue, window));
  }

  /** Who is next is what the order of calls says over the people in memory. */
  private void next(Window window) {
    Ticket expected = expectedNext(window);
    act(
        window,
        "next",
        null,
        model.mayNext(window),
        w -> {
          model.next(w, expected, now());
          assertThat(stored.at(w.no)).isEqualTo(expected == null ? null : expected.id);
        });
  }

  private Ticket expectedNext(Window window) {
    return CallOrder.next(window.no, window.queues, stored.lines(model.since))
        .map(choice -> model.tickets.get(choice.who().id()))
        .orElse(null);
  }

  /** Mostly with patience, so that somebody is missed at all. */
  private void missed(Window window) {
    if (random.nextBoolean() && model.mayRecall(window)) {
      for (int calls = model.at(window).orElseThrow().calls; calls < 3; calls++) {
        act(window, "recall", null, true, w -> model.recall(w, now()));
      }
      advance(Duration.ofSeconds(21));
    }
    act(window, "no-show", null, model.mayMiss(window, now()), model::miss);
  }

  private void callBack(Window window, Ticket some) {
    List<Ticket> held =
        model.tickets.values().stream().filter(t -> t.state == TicketState.HELD).toList();
    Ticket ticket = held.isEmpty() ? some : pick(held);
    if (ticket != null) {
      act(
          window,
          "call-back",
          Map.of("ticket", ticket.id),
          model.mayCallBack(window, ticket),
          w -> model.callBack(w, ticket));
    }
  }

  /** The one key of a pad: back at work, the citizen is there, or the next one. */
  private void key(Window window) {
    boolean called = model.mayStart(window);
    Ticket expected = expectedNext(window);
    boolean works = window.working || window.away;
    HttpResponse<String> answer =
        send(pad, BASE + "/windows/" + window.no + "/key", Map.of("key", "CALL", "digits", ""));
    expect(answer, works);
    if (window.away) {
      model.open(window);
    } else if (called) {
      model.start(window);
    } else if (works) {
      model.next(window, expected, now());
    }
  }

  private void setUp(Window window) {
    List<String> queues = random.nextBoolean() ? configured.get(window.no) : List.of(pick(QUEUES));
    HttpResponse<String> answer =
        server
            .call(manager(), "PUT", BASE + "/windows/" + window.no)
            .body(Map.of("queues", queues))
            .send();
    if (answer.statusCode() == 200) {
      model.serve(window, queues.stream().sorted().toList());
    } else {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    }
  }

  private interface AtWindow {
    void change(Window window);
  }

  private void act(
      Window window, String action, Map<String, ?> body, boolean allowed, AtWindow change) {
    expect(send(clerk(window), BASE + "/windows/" + window.no + "/" + action, body), allowed);
    if (allowed) {
      change.change(window);
    }
  }

  /** Sends a command; one of five is sent again with its key, which must change nothing more. */
  private HttpResponse<String> send(User actor, String path, Map<String, ?> body) {
    String key = UUID.randomUUID().toString();
    HttpResponse<String> answer = sendOnce(actor, path, body, key);
    if (answer.statusCode() < 300 && random.nextInt(5) == 0) {
      long before = stored.lastChange();
      HttpResponse<String> again = sendOnce(actor, path, body, key);
      assertThat(again.statusCode()).isEqualTo(answer.statusCode());
      assertThat(again.body()).isEqualTo(answer.body());
      assertThat(stored.lastChange()).isEqualTo(before);
    }
    return answer;
  }

  private HttpResponse<String> sendOnce(User actor, String path, Map<String, ?> body, String key) {
    var call = server.call(actor, "POST", path).header("Idempotency-Key", key);
    return body == null ? call.send() : call.body(body).send();
  }

  private void expect(HttpResponse<String> answer, boolean allowed) {
    assertThat(answer.statusCode())
        .as(answer.request().uri() + " " + answer.body())
        .isIn(allowed ? List.of(200, 204) : List.of(400, 409));
    carriedOut += allowed ? 1 : 0;
  }

  private void advance(Duration by) {
    server.clock().advance(by);
    moved = moved.plus(by);
  }

  private void toNineTomorrow() {
    ZonedDateTime now = server.clock().instant().atZone(server.clock().getZone());
    advance(
        Duration.between(now, now.toLocalDate().plusDays(1).atTime(9, 0).atZone(now.getZone())));
  }

  private void newDay() {
    leaveNobodyStuck();
    toNineTomorrow();
    model.newDay();
    draw();
    model.windows.values().forEach(window -> act(window, "open", null, true, this::opened));
  }

  /** The program stops and starts over the same data; its clock goes on where it was. */
  private void restart() {
    var data = server.data();
    int port = server.mqttPort();
    server.close();
    server = RunningHall.start(data, port, SETTINGS);
    server.clock().advance(moved);
    stored = new StoredHall(server);
  }

  /** From every state there is a way out, and every window can close. */
  private void leaveNobodyStuck() {
    for (Ticket ticket : model.open()) {
      Window window = ticket.window == null ? null : model.windows.get(ticket.window);
      switch (ticket.state) {
        case CALLED -> {
          act(window, "start", null, true, model::start);
          act(window, "finish", null, true, model::finish);
        }
        case SERVING -> act(window, "finish", null, true, model::finish);
        default -> onTicket(ticket, "cancel", Map.of(), t -> true, model::cancel);
      }
    }
    model.windows.values().forEach(window -> act(window, "close", null, true, model::close));
    stored.mustBe(model);
  }

  private long now() {
    return server.clock().millis();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private User manager() {
    return server.demo("manager");
  }

  private User guide() {
    return server.demo("guide");
  }

  private User clerk(Window window) {
    return server.demo(
        window.no.equals("25") ? "manager" : "clerk" + (window.no.equals("1") ? 1 : 2));
  }
}
