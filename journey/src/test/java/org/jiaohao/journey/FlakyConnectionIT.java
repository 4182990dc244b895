package org.jiaohao.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A clerk whose network loses answers, in Chromium: what was pressed once happens once. */
@ExtendWith(SharedHall.class)
class FlakyConnectionIT {
  private static final String HALL = "/api/v1/halls/" + ServerProcess.HALL;

  private static final String LIVE = "**/live*";

  private static ServerProcess server;
  private static Browser browser;

  @BeforeAll
  static void start(HallProcesses shared) {
    server = shared.server();
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @Test
  void pressesWhoseAnswersGetLostHappenOnce() {
    String number = draw();
    draw();
    Page page = browser.signedIn(server.url(), "manager", "/clerk/yj-c00/5");
    press(page, "#do-open");
    // The page repeats a press by itself once.
    List<String> nexts = loseAnswers(page, "**/windows/5/next*", 1);

    press(page, "#do-next");

    assertThat(page.locator("#number")).hasText(number);
    page.waitForCondition(() -> nexts.size() == 2);
    assertThat(nexts).doesNotContainNull().allMatch(nexts.getFirst()::equals);
    assertThat(waiting("b")).isEqualTo(1);

    // Without any answer the clerk is told, and presses again.
    List<String> recalls = loseAnswers(page, "**/windows/5/recall*", 2);
    press(page, "#do-recall");
    assertThat(page.locator(".toast.bad")).isVisible();
    press(page, "#do-recall");

    page.waitForCondition(() -> recalls.size() == 3);
    Browser.takesPresses(page);
    assertThat(recalls).doesNotContainNull().allMatch(recalls.getFirst()::equals);
    assertThat(server.as("manager").get(HALL + "/windows/5").at("/call/attempt").asInt())
        .isEqualTo(2);

    renewWhilePressed(page, "#do-start");

    // In a hall where something happens all the time the page still takes the next press.
    page.route(LIVE, FlakyConnectionIT::answerWhileSomebodyDraws);
    press(page, "#do-finish");
    Browser.takesPresses(page);
  }

  /** The head of the answer comes and half of the rest: that is no answer, and no second ticket. */
  @Test
  void anAnswerThatBreaksOffIsAskedForAgain() {
    int before = waiting("x");
    Page page = browser.signedIn(server.url(), "guide", "/desk/yj-c00");
    List<String> keys = new ArrayList<>();
    page.route(
        "**/tickets",
        route -> {
          keys.add(route.request().headerValue("Idempotency-Key"));
          APIResponse answer = route.fetch();
          String body = answer.text();
          int cut = keys.size() == 1 ? body.length() / 2 : body.length();
          route.fulfill(
              new Route.FulfillOptions().setResponse(answer).setBody(body.substring(0, cut)));
        });

    page.click("[data-draw=x]");
    page.click("#draw [data-pick]");

    assertThat(page.locator("#drawn-number")).hasText(Pattern.compile("X\\d{3}"));
    assertThat(page.locator("#drawn")).isVisible();
    assertThat(keys).hasSize(2).doesNotContainNull().allMatch(keys.getFirst()::equals);
    assertThat(waiting("x")).isEqualTo(before + 1);
  }

  private static void press(Page page, String button) {
    Browser.takesPresses(page);
    page.click(button);
  }

  /** The page would be renewed while the mouse button is down: the press still counts. */
  private static void renewWhilePressed(Page page, String button) {
    Browser.takesPresses(page);
    List<Runnable> answers = new ArrayList<>();
    page.route(LIVE, route -> answers.add(answerOf(route)));
    Locator newest = page.locator("li", new Page.LocatorOptions().setHasText(draw()));
    page.waitForCondition(() -> !answers.isEmpty());
    page.unroute(LIVE);

    page.locator(button).hover();
    page.mouse().down();
    answers.forEach(Runnable::run);
    page.evaluate("() => new Promise((resolve) => setTimeout(resolve, 300))");
    assertThat(newest).isHidden();
    page.mouse().up();

    assertThat(page.locator("#do-finish")).isEnabled();
    assertThat(newest).isVisible();
  }

  private static Runnable answerOf(Route route) {
    APIResponse answer = route.fetch();
    return () -> route.fulfill(new Route.FulfillOptions().setResponse(answer));
  }

  private static void answerWhileSomebodyDraws(Route route) {
    draw();
    answerOf(route).run();
  }

  /**
   * Lets requests reach the server and drops its first answers; returns the Idempotency-Keys seen.
   */
  private static List<String> loseAnswers(Page page, String url, int lost) {
    List<String> keys = new ArrayList<>();
    page.route(
        url,
        route -> {
          keys.add(route.request().headerValue("Idempotency-Key"));
          if (keys.size() <= lost) {
            drop(route);
          } else {
            route.resume();
          }
        });
    return keys;
  }

  private static void drop(Route route) {
    assertThat(route.fetch().ok()).isTrue();
    route.abort("connectionreset");
  }

  private static String draw() {
    return server
        .as("guide")
        .post(
            HALL + "/tickets",
            Map.of("queue", "b", "source", "guide-desk"),
            "Idempotency-Key",
            UUID.randomUUID().toString())
        .get("number")
        .asString();
  }

  private static int waiting(String queue) {
    for (JsonNode info : server.as("guide").get(HALL + "/queues")) {
      if (info.get("id").asString().equals(queue)) {
        return info.get("waiting").asInt();
      }
    }
    throw new AssertionError("no queue " + queue);
  }
}
