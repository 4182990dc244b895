package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** People who work until the server is gone, and remember what it had acknowledged. */
final class PowerCutPeople {
  private static final int LONGEST_PAUSE_MICROS = 8_000;

  private PowerCutPeople() {}

  /** Draws one ticket after another; a draw without answer is asked again with the same key. */
  static final class Citizen implements Runnable {
    private final Http kiosk;
    private final String queue;
    private final Random random;
    private final Map<String, String> tickets = new HashMap<>();
    private String openKey;

    Citizen(Http kiosk, String queue, Random random) {
      this.kiosk = kiosk;
      this.queue = queue;
      this.random = random;
    }

    @Override
    public void run() {
      while (draw()) {
        pause(random);
      }
    }

    /** Asks again for the draw that got no answer. */
    void askAgain() {
      if (openKey != null && !draw()) {
        throw new JourneyException("The server is away after its restart.");
      }
    }

    /** Numbers by ticket id, as acknowledged. */
    Map<String, String> tickets() {
      return tickets;
    }

    private boolean draw() {
      if (openKey == null) {
        openKey = UUID.randomUUID().toString();
      }
      JsonNode ticket =
          Answer.post(
                  kiosk,
                  "/api/v1/halls/" + ServerProcess.HALL + "/tickets",
                  "{\"queue\":\"" + queue + "\",\"source\":\"test\"}",
                  "Idempotency-Key",
                  openKey)
              .json();
      if (ticket == null) {
        return false;
      }
      tickets.put(ticket.get("id").asString(), ticket.get("number").asString());
      openKey = null;
      return true;
    }
  }

  /** Calls, serves and finishes one citizen after another at a window. */
  static final class WindowClerk implements Runnable {
    private final Http http;
    private final String path;
    private final String no;
    private final Random random;
    private final Set<String> everCalled;
    private String ticket;
    private String unanswered;
    private boolean serving;

    /**
     * Opens the window.
     *
     * @param everCalled numbers called anywhere, shared by all clerks
     */
    WindowClerk(ServerProcess server, String no, Random random, Set<String> everCalled) {
      this.http = server.as("clerk" + no);
      this.path = "/api/v1/halls/" + ServerProcess.HALL + "/windows/" + no;
      this.no = no;
      this.random = random;
      this.everCalled = everCalled;
      http.post(path + "/open", null);
    }

    @Override
    public void run() {
      while (press(following())) {
        pause(random);
      }
    }

    String window() {
      return no;
    }

    /** The number the window has now, or null; what it may have depends on the last press. */
    String shown() {
      JsonNode info = http.get(path);
      String number = number(info);
      assertThat(number).as("window %s after %s of %s", no, unanswered, ticket).matches(this::may);
      if (number != null) {
        everCalled.add(number);
      }
      serving = number != null && info.at("/ticket/state").asString().equals("SERVING");
      ticket = number;
      unanswered = null;
      return number;
    }

    private boolean may(String number) {
      boolean unchanged = Objects.equals(number, ticket);
      return switch (unanswered) {
        case "next" -> unchanged || (number != null && !everCalled.contains(number));
        case "finish" -> unchanged || number == null;
        case null, default -> unchanged;
      };
    }

    private String following() {
      if (ticket == null) {
        return "next";
      }
      return serving ? "finish" : "start";
    }

    private boolean press(String action) {
      Answer answered = Answer.post(http, path + "/" + action, "");
      JsonNode answer = answered.json();
      unanswered = answered.reached() && answer == null ? action : null;
      if (answer == null) {
        return false;
      }
      serving = action.equals("start");
      ticket = answer.isMissingNode() ? null : number(answer);
      if (action.equals("next") && ticket != null) {
        assertThat(everCalled.add(ticket)).as("%s was called before", ticket).isTrue();
      }
      return true;
    }

    private static String number(JsonNode answer) {
      JsonNode found = answer.path("ticket");
      return found.isObject() ? found.get("number").asString() : null;
    }
  }

  /**
   * What came back from the server.
   *
   * @param reached whether the request may have been carried out
   * @param json the answer, a missing node for an empty one, or null when none came
   */
  private record Answer(boolean reached, JsonNode json) {

    static Answer post(Http http, String path, String body, String... headers) {
      HttpResponse<byte[]> answer;
      try {
        answer = http.send("POST", path, body, headers);
      } catch (ConnectException e) {
        return new Answer(false, null);
      } catch (IOException e) {
        return new Answer(true, null);
      }
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      if (answer.statusCode() / 100 != 2) {
        throw new JourneyException(path + " answered " + answer.statusCode() + ": " + text);
      }
      return new Answer(true, text.isEmpty() ? Http.JSON.missingNode() : Http.JSON.readTree(text));
    }
  }

  /** Lets them work for a while, ends the server, and waits until all have seen that it is gone. */
  static void workUntil(
      Runnable end, List<Citizen> citizens, List<WindowClerk> clerks, int runMillis)
      throws Exception {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<? extends Future<?>> people =
          Stream.<Runnable>concat(citizens.stream(), clerks.stream()).map(threads::submit).toList();
      LockSupport.parkNanos(Duration.ofMillis(runMillis).toNanos());
      end.run();
      for (Future<?> person : people) {
        person.get();
      }
    }
  }

  /** The number at each window, null for none. */
  static Map<String, String> windowsKeepTheirTickets(List<WindowClerk> clerks, String when) {
    Map<String, String> shown = new HashMap<>();
    for (WindowClerk clerk : clerks) {
      shown.put(clerk.window(), clerk.shown());
    }
    assertThat(shown.values().stream().filter(Objects::nonNull)).as(when).doesNotHaveDuplicates();
    return shown;
  }

  /** What any of them was given is stored, and no number is there or was given twice. */
  static void acknowledgedNumbersExistOnce(
      ServerProcess server, List<Citizen> citizens, String when) throws SQLException {
    Map<String, String> stored = new HashMap<>();
    Set<String> numbers = new HashSet<>();
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + server.data().resolve("hall.db"));
        Statement query = database.createStatement();
        ResultSet rows = query.executeQuery("select id, number from ticket")) {
      while (rows.next()) {
        stored.put(rows.getString(1), rows.getString(2));
        assertThat(numbers.add(rows.getString(2))).as("%s twice", rows.getString(2)).isTrue();
      }
    }
    Set<String> given = new HashSet<>();
    for (Citizen citizen : citizens) {
      citizen
          .tickets()
          .forEach(
              (id, number) -> {
                assertThat(stored.get(id)).as("ticket %s, %s", id, when).isEqualTo(number);
                assertThat(given.add(number)).as("%s given twice, %s", number, when).isTrue();
              });
    }
    JsonNode sample =
        server
            .as("admin")
            .get(
                "/api/v1/halls/"
                    + ServerProcess.HALL
                    + "/tickets/"
                    + stored.keySet().iterator().next());
    assertThat(sample.get("number").asString()).isEqualTo(stored.get(sample.get("id").asString()));
  }

  private static void pause(Random random) {
    LockSupport.parkNanos(1000L * random.nextInt(LONGEST_PAUSE_MICROS));
  }
}
