package org.jiaohao.journey;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./demo --check}: plays one citizen's round against a running hall and prints what was
 * seen. What cannot be seen on a device of one's own is left out and said.
 */
final class DemoCheck {
  /** Its clerk, strip and call pad are played. */
  static final String WINDOW = "3";

  private static final String ITEM = "sj-001";
  private static final String PRINTER = "ticket-printer";
  private static final int PAGE_LIMIT_BYTES = 200 * 1024;
  private static final int MOST_CALLS = 200;
  private static final Duration ANNOUNCEMENT_ROUND = Duration.ofMinutes(5);
  private static final LocalTime MORNING = LocalTime.of(9, 0);

  private final DemoFile demo;
  private final Transcript transcript;
  private final Clerk clerk;
  private final Screens screens;
  private JsonNode ticket;
  private JsonNode call;
  private final Set<String> confirming = new TreeSet<>(Set.of("STRIP", "BOARD"));

  private DemoCheck(DemoFile demo, PrintStream out) {
    this.demo = demo;
    this.transcript = new Transcript(out);
    this.clerk = new Clerk(demo, "clerk" + WINDOW, WINDOW);
    this.screens = new Screens(demo);
  }

  /** Plays the round; returns 0, or 1 after printing the first thing that was wrong. */
  static int play(DemoFile demo, PrintStream out) {
    DemoCheck check = new DemoCheck(demo, out);
    try {
      check.round();
      out.printf("All %d steps went well.%n", check.transcript.steps());
      return 0;
    } catch (JourneyException e) {
      out.println("Wrong: " + e.getMessage());
      return 1;
    }
  }

  private void round() {
    transcript.step("window " + WINDOW + " is ready", this::openWindow);
    transcript.step("a number is drawn at the kiosk", this::draw);
    paper();
    transcript.step("the ticket's page opens", this::ticketPage);
    transcript.step("the guide's QR code opens the guide", this::guide);
    transcript.step("the clerk presses next", this::callUntilOurs);
    strip();
    transcript.step("the call board shows the call", this::board);
    voice();
    transcript.step("the clerk sees what confirmed", this::receipts);
    transcript.step("the citizen is served", this::serve);
    transcript.step("the key of the pad at the window calls the next", this::padCalls);
    transcript.step("an announcement scrolls by", this::announcement);
    transcript.step("the next day begins at 001", this::nextDay);
  }

  private String openWindow() {
    screens.remember(WINDOW);
    return "window " + WINDOW + " is " + clerk.beReady().get("state").asString();
  }

  private String draw() {
    JsonNode job =
        Http.at(demo.kiosk()).post("/api/draw?wait=30", Map.of("item", ITEM, "lang", "zh"));
    ticket = job.path("ticket");
    Expect.that(ticket.isObject(), "The kiosk drew no number: " + job);
    String print = job.at("/print/state").asString();
    if (print.equals("UNCERTAIN") && demo.device(PRINTER).control() == null) {
      return number() + ", but this printer cannot prove that the paper came out";
    }
    Expect.that(print.equals("CONFIRMED"), "The paper is " + print + ", not CONFIRMED: " + job);
    return number() + ", paper confirmed by the printer";
  }

  private void paper() {
    DemoFile.Device printer = demo.device(PRINTER);
    if (printer.control() == null) {
      transcript.skip("the paper", "look at your own printer: it printed " + number());
      return;
    }
    transcript.step(
        "the paper is readable",
        () -> {
          Paper paper = Paper.of(Emulator.of(printer), number());
          paper.requireLine(ticket.at("/paper/hallName").asString());
          paper.requireLine(ticket.at("/paper/service").asString());
          paper.requireLine(ticket.at("/paper/place").asString());
          paper.requireQr(ticket.get("statusUrl").asString());
          return number() + " and a QR code to " + ticket.get("statusUrl").asString();
        });
  }

  private String ticketPage() {
    PhonePage page = PhonePage.open(ticket.get("statusUrl").asString());
    page.requireText(number());
    page.requireNoPersonalData();
    return "shows " + number() + ", no personal data, " + page.bytes() + " bytes";
  }

  private String guide() {
    PhonePage kiosk = PhonePage.open(demo.kiosk() + "/items/" + ITEM);
    String url =
        QrReader.readSvg(kiosk.text()).stream()
            .findFirst()
            .orElseThrow(() -> new JourneyException("No QR code is on the kiosk's item page."));
    PhonePage guide = PhonePage.open(url);
    guide.requireText(ticket.at("/paper/service").asString());
    guide.requireNoPersonalData();
    Expect.that(
        guide.bytes() <= PAGE_LIMIT_BYTES,
        "The guide weighs " + guide.bytes() + " bytes, more than " + PAGE_LIMIT_BYTES);
    return url + ", " + guide.bytes() + " bytes";
  }

  private String callUntilOurs() {
    for (int calls = 1; calls <= MOST_CALLS; calls++) {
      JsonNode answer = clerk.next();
      Expect.that(answer != null, "Nobody waits, though " + number() + " was drawn.");
      call = answer.get("call");
      String called = answer.at("/ticket/number").asString();
      if (called.equals(number())) {
        return called + " is called to window " + WINDOW + (calls > 1 ? " after others" : "");
      }
      clerk.begin();
      clerk.finish();
    }
    throw new JourneyException(number() + " was not called within " + MOST_CALLS + " calls.");
  }

  private void strip() {
    DemoFile.Device strip = demo.device("strip-" + WINDOW);
    if (strip.control() == null) {
      transcript.skip("the strip", "look at your own strip: it shows " + number());
      return;
    }
    transcript.step("the strip shows the call", () -> screens.stripShows(WINDOW, number()));
  }

  private String board() {
    return screens.boardShows(WINDOW, number(), eventId());
  }

  private void voice() {
    confirming.add("VOICE");
    transcript.step(
        "the voice speaks",
        () -> screens.voiceSays("请" + number() + "号到" + WINDOW + "号窗口办理", eventId()));
  }

  private String receipts() {
    Map<String, String> outcomes = new TreeMap<>();
    Wait.until(
        Wait.SOON,
        () -> {
          for (JsonNode receipt : clerk.window().at("/call/receipts")) {
            outcomes.put(receipt.get("kind").asString(), receipt.get("outcome").asString());
          }
          return outcomes.keySet().containsAll(confirming);
        },
        () -> "Of " + confirming + " the clerk sees only " + outcomes);
    Expect.that(
        outcomes.values().stream().allMatch(o -> o.equals("SHOWN") || o.equals("SPOKEN")),
        "A device did not manage: " + outcomes);
    return outcomes.toString();
  }

  private String serve() {
    clerk.begin();
    JsonNode window = clerk.finish();
    Expect.that(!window.hasNonNull("ticket"), "The window still has a ticket: " + window);
    String state =
        Http.at(demo.hallServer())
            .as("manager", demo.account("manager").password())
            .get("/api/v1/halls/" + demo.hall() + "/tickets/" + ticket.get("id").asString())
            .get("state")
            .asString();
    Expect.that(state.equals("DONE"), number() + " is " + state + ", not DONE.");
    return number() + " is DONE";
  }

  private String padCalls() {
    draw();
    Emulator pad = Emulator.of(demo.device("pad-" + WINDOW));
    pad.act("press?key=call");
    Wait.until(
        Wait.SOON,
        () -> pad.state().at("/device/display").asString().startsWith(number() + " "),
        () -> "The pad shows " + pad.state() + ", not " + number());
    String strip =
        demo.device("strip-" + WINDOW).control() == null
            ? ""
            : screens.stripShows(WINDOW, number());
    String shown = pad.state().at("/device/display").asString();
    clerk.begin();
    clerk.finish();
    return "the pad shows '" + shown + "', the strip " + strip;
  }

  private String announcement() {
    String text = "演示公告" + UUID.randomUUID().toString().substring(0, 4);
    OffsetDateTime now = OffsetDateTime.parse(ticket.get("drawnAt").asString());
    Map<String, Object> announcement = new HashMap<>();
    announcement.put("text", text);
    announcement.put("textEn", "A notice of the demo");
    announcement.put("validFrom", now.toString());
    announcement.put("validUntil", now.plusHours(1).toString());
    Http.at(demo.hallServer())
        .as("manager", demo.account("manager").password())
        .post("/api/v1/halls/" + demo.hall() + "/announcements", announcement);
    return screens.rollingShows(text, ANNOUNCEMENT_ROUND);
  }

  private String nextDay() {
    OffsetDateTime drawn = OffsetDateTime.parse(ticket.get("drawnAt").asString());
    OffsetDateTime tomorrow = drawn.plusDays(1).with(MORNING);
    Http.at(demo.hallServer())
        .as("admin", demo.account("admin").password())
        .post(
            "/api/v1/demo/clock",
            Map.of("advanceSeconds", Duration.between(drawn, tomorrow).toSeconds()));
    String first = number();
    draw();
    Expect.that(
        number().equals(first.charAt(0) + "001"),
        "The first number of the next day is " + number() + ".");
    return number() + " on " + ticket.get("businessDay").asString();
  }

  private String eventId() {
    return call.get("eventId").asString();
  }

  private String number() {
    return ticket.get("number").asString();
  }
}
