package org.jiaohao.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A clerk whose network loses answers, in Chromium: what was pressed once happens once. */
@ExtendWith(SharedHall.class)
class FlakyConnectionIT {
  private static final String HALL = "/api/v1/halls/" + ServerProcess.HALL;

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
  void pressesThatGetNoAnswerCallOne() {
    String first = draw();
    draw();
    Page page = browser.signedIn(server.url(), "manager", "/clerk/yj-c00/5");
    page.click("#do-open");
    Locator next = page.locator("#do-next");
    assertThat(next).isEnabled();
    // The page repeats by itself once; then the clerk presses again.
    List<String> keys = loseAnswers(page, "**/windows/5/next", 2);

    next.click();
    assertThat(page.locator(".toast.bad")).isVisible();
    next.click();

    assertThat(page.locator("#number")).hasText(first);
    page.waitForCondition(() -> keys.size() == 3);
    assertThat(keys).doesNotContainNull().allMatch(keys.getFirst()::equals);
    assertThat(waiting()).isEqualTo(1);
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

  private static int waiting() {
    for (JsonNode info : server.as("guide").get(HALL + "/queues")) {
      if (info.get("id").asString().equals("b")) {
        return info.get("waiting").asInt();
      }
    }
    throw new AssertionError("no queue b");
  }
}
