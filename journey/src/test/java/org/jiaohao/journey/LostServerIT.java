package org.jiaohao.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page whose server dies and comes back, in Chromium. */
class LostServerIT {
  private static Guard guard;
  private static ServerProcess server;
  private static Browser browser;

  @BeforeAll
  static void start() {
    guard = Guard.start();
    server = TestHall.server(LostServerIT.class, guard);
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    browser.close();
    server.close();
    guard.close();
  }

  @Test
  void aLostConnectionIsVisibleAndHealsByItself() {
    Page page = browser.signedIn(server.url(), "clerk2", "/clerk/yj-c00/2");
    Locator lost = page.locator("#lost");
    assertThat(lost).isHidden();

    server.program().kill();

    assertThat(lost).isVisible();
    server.start();
    server.awaitReady();
    String number = draw();
    Locator healed = page.locator("li", new Page.LocatorOptions().setHasText(number));
    Locator signIn = page.locator("#username");
    assertThat(healed.or(signIn)).isVisible();
  }

  private static String draw() {
    return server
        .as("guide")
        .post(
            "/api/v1/halls/" + ServerProcess.HALL + "/tickets",
            Map.of("queue", "a", "source", "guide-desk"),
            "Idempotency-Key",
            UUID.randomUUID().toString())
        .get("number")
        .asString();
  }
}
