package org.jiaohao.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.journey.PowerCutPeople.acknowledgedNumbersExistOnce;
import static org.jiaohao.journey.PowerCutPeople.windowsKeepTheirTickets;
import static org.jiaohao.journey.PowerCutPeople.workUntil;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.journey.PowerCutPeople.Citizen;
import org.jiaohao.journey.PowerCutPeople.WindowClerk;
import org.jiaohao.proofs.Proves;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/**
 * The hall server is killed with {@code kill -9} at random moments while kiosks draw and clerks
 * call. What it acknowledged is there afterwards, no number is given again, and windows, strips and
 * board are right without anybody's help (N23).
 */
@Order(1)
@Isolated("it starts a whole hall again and again")
class PowerCutIT {
  private static final int ROUNDS = Repetitions.of(2, 100);
  private static final int CITIZENS = 8;
  private static final List<String> WINDOWS = List.of("1", "2", "3", "4");
  private static final int LONGEST_RUN_MILLIS = 1200;
  private static final Duration SCREENS_RIGHT = Duration.ofSeconds(60);

  private static HallProcesses hall;

  @BeforeAll
  static void start() {
    hall = TestHall.started(PowerCutIT.class, "--jiaohao.double-press=0ms");
  }

  @AfterAll
  static void stop() {
    hall.close();
  }

  @Test
  @Proves("N23")
  void nothingAcknowledgedIsLostAndScreensAreRightAgain() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Http kiosk = hall.server().as(hall.server().enrol("kiosk-2", "KIOSK"));
    List<Citizen> citizens = new ArrayList<>();
    for (int i = 0; i < CITIZENS; i++) {
      citizens.add(new Citizen(kiosk, i % 2 == 0 ? "a" : "b", new Random(random.nextLong())));
    }
    Set<String> everCalled = ConcurrentHashMap.newKeySet();
    List<WindowClerk> clerks = new ArrayList<>();
    for (String no : WINDOWS) {
      clerks.add(new WindowClerk(hall.server(), no, new Random(random.nextLong()), everCalled));
    }
    for (int round = 1; round <= ROUNDS; round++) {
      workUntil(
          hall.server().program()::kill, citizens, clerks, random.nextInt(LONGEST_RUN_MILLIS));
      hall.server().start();
      hall.server().awaitReady();

      String when = "round " + round + " of seed " + seed;
      Map<String, String> shown = windowsKeepTheirTickets(clerks, when);
      screensShow(shown, when);
      citizens.forEach(Citizen::askAgain);
      acknowledgedNumbersExistOnce(hall.server(), citizens, when);
    }
    assertThat(citizens).allSatisfy(c -> assertThat(c.tickets()).isNotEmpty());
  }

  @Test
  void aPageShowsThatTheServerIsAwayAndHealsByItself() {
    try (Browser browser = Browser.start()) {
      Page page = browser.signedIn(hall.server().url(), "clerk2", "/clerk/yj-c00/22");
      Locator lost = page.locator("#lost");
      assertThat(lost).isHidden();

      hall.server().program().kill();

      assertThat(lost).isVisible();
      hall.server().start();
      hall.server().awaitReady();
      Locator healed = page.locator("li", new Page.LocatorOptions().setHasText(draw("l")));
      Locator signIn = page.locator("#username");
      assertThat(healed.or(signIn)).isVisible();
    }
  }

  private static String draw(String queue) {
    return hall.server()
        .as("guide")
        .post(
            "/api/v1/halls/" + ServerProcess.HALL + "/tickets",
            Map.of("queue", queue, "source", "guide-desk"),
            "Idempotency-Key",
            UUID.randomUUID().toString())
        .get("number")
        .asString();
  }

  private static void screensShow(Map<String, String> shown, String when) {
    Screens screens = new Screens(hall.describe());
    shown.forEach(
        (window, number) ->
            Wait.until(
                SCREENS_RIGHT,
                () -> agrees(screens.stripText(window), number),
                () ->
                    "%s: window %s has %s but its strip says '%s'"
                        .formatted(when, window, number, screens.stripText(window))));
    Wait.until(
        SCREENS_RIGHT,
        () -> boardOfScreens().equals(boardOfServer()),
        () ->
            "%s: the board shows %s instead of %s"
                .formatted(when, boardOfScreens(), boardOfServer()));
    screens
        .board()
        .forEach(
            (window, number) -> {
              if (shown.get(window) != null) {
                assertThat(number)
                    .as("board at window %s, %s", window, when)
                    .isEqualTo(shown.get(window));
              }
            });
  }

  /** A strip over a window with a ticket calls it; over a free window it calls nobody. */
  private static boolean agrees(String strip, String number) {
    return number == null ? !strip.contains("请") : strip.endsWith("请" + number + "号");
  }

  private static JsonNode boardOfScreens() {
    return Http.at(hall.describe().display()).get("/api/board").at("/board/calls");
  }

  private static JsonNode boardOfServer() {
    return hall.server()
        .as("manager")
        .get("/api/v1/halls/" + ServerProcess.HALL + "/board")
        .get("calls");
  }
}
