package org.jiaohao.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Clerk and manager at their pages, in Chromium. */
@ExtendWith(SharedHall.class)
class StaffPagesIT {
  private static final String HALL = "/api/v1/halls/" + ServerProcess.HALL;

  private static ServerProcess server;
  private static Browser browser;

  @BeforeAll
  static void start(HallProcesses shared) {
    server = shared.server();
    browser = Browser.start();
  }

  @AfterEach
  void closePages() {
    browser.closePages();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @Test
  @Proves("R041")
  void aClerkServesByKeysAndADoubleClickCallsOne() {
    Page page = browser.signedIn(Browser.fromAnotherPc(server.url()), "clerk1", "/clerk/yj-c00/22");
    page.click("#do-open");
    Locator next = page.locator("#do-next");
    assertThat(next).isEnabled();
    String first = draw("l");
    String second = draw("l");
    assertThat(page.locator("li", new Page.LocatorOptions().setHasText(second))).isVisible();

    Browser.takesPresses(page);
    next.dblclick();

    Locator number = page.locator("#number");
    Locator serving = page.locator("#do-hold");
    assertThat(number).hasText(first);
    assertThat(waiting("l")).isEqualTo(1);
    press(page, "3");
    assertThat(serving).isEnabled();
    assertThat(number).hasText(first);
    press(page, "4");
    assertThat(number).isHidden();
    press(page, "Space");
    assertThat(number).hasText(second);
    press(page, "3");
    assertThat(serving).isEnabled();
    aKeyTooManyMovesNobodyToTheFront(page, second);
    press(page, "4");
    assertThat(number).isHidden();
    assertThat(waiting("l")).isZero();
    assertThat(browser.errors()).isEmpty();
  }

  /**
   * From the press until the next clerk may press *next*; the best of three, since others build.
   */
  @Test
  @Proves("N16")
  void theNextClerkGoesOnAtTheSamePcWithinFiveSeconds() {
    Page page = browser.signedIn(Browser.fromAnotherPc(server.url()), "clerk1", "/clerk/yj-c00/12");
    page.click("#do-open");
    assertThat(page.locator("#do-next")).isEnabled();
    long best = Long.MAX_VALUE;
    for (String next : List.of("clerk2", "clerk1", "clerk2")) {
      long pressed = System.nanoTime();
      page.click("#switch");
      page.fill("#username", next);
      page.fill("#password", DemoAccounts.password(next));
      page.keyboard().press("Enter");
      page.click("#do-resume");
      assertThat(page.locator("#do-next")).isEnabled();
      best = Math.min(best, System.nanoTime() - pressed);
      assertThat(page).hasURL(Pattern.compile("/clerk/yj-c00/12$"));
    }
    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofSeconds(5));
    Browser.takesPresses(page);
    page.click("#do-close");
    assertThat(page.locator("#do-open")).isEnabled();
  }

  /** A press before the page's script ran would be lost, and nobody would see that it was. */
  @ParameterizedTest
  @CsvSource({"clerk1, /clerk/yj-c00/9, clerk", "guide, /desk/yj-c00, desk"})
  void aPageTakesNoPressBeforeItsScriptRuns(String user, String path, String script) {
    Page page = browser.signedIn(Browser.fromAnotherPc(server.url()), user, "/");
    List<Route> held = new CopyOnWriteArrayList<>();
    page.route("**/js/" + script + ".js", held::add);

    page.navigate(
        Browser.fromAnotherPc(server.url()) + path,
        new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));

    Locator button = page.locator("#live button").first();
    assertThat(button).isVisible();
    assertThat(page.locator("#live[inert]")).hasCount(1);
    page.waitForCondition(() -> !held.isEmpty());
    held.forEach(Route::resume);
    assertThat(page.locator("#live[inert]")).hasCount(0);
  }

  private static void aKeyTooManyMovesNobodyToTheFront(Page page, String number) {
    press(page, "7");
    Locator dialog = page.locator("#transfer");
    Locator inOrder = dialog.locator("input[value=ARRIVAL]");
    assertThat(dialog.locator(".about")).hasText(number);
    assertThat(inOrder).isFocused();
    page.keyboard().press("Space");
    assertThat(inOrder).isChecked();
    page.keyboard().press("Escape");
    assertThat(dialog).isHidden();
  }

  @Test
  void aCitizenWhoDrawsAppearsWithoutReload() {
    Page page = browser.signedIn(Browser.fromAnotherPc(server.url()), "clerk1", "/clerk/yj-c00/10");

    String number = draw("d");

    assertThat(page.locator("li", new Page.LocatorOptions().setHasText(number))).isVisible();
  }

  @Test
  void aManagerPublishesAndChangesAnAnnouncement() {
    Page page =
        browser.signedIn(
            Browser.fromAnotherPc(server.url()), "manager", "/manage/yj-c00/announcements");
    String text = "明日停电通知" + UUID.randomUUID().toString().substring(0, 4);
    page.fill("#new textarea[name=text]", text);
    page.fill("#new textarea[name=textEn]", "No power tomorrow");

    page.click("#new button.primary");

    Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(text));
    assertThat(row).isVisible();
    row.locator("button[data-open]").click();
    String changed = text + "（已更正）";
    Locator dialog = page.locator("dialog[open]");
    dialog.locator("textarea[name=text]").fill(changed);
    dialog.locator("button.primary").click();
    assertThat(page.locator("tr", new Page.LocatorOptions().setHasText(changed))).isVisible();
    assertThat(announcements()).contains(changed).doesNotContain("\"" + text + "\"");
  }

  private static void press(Page page, String key) {
    Browser.takesPresses(page);
    page.keyboard().press(key);
  }

  private static String draw(String queue) {
    return server
        .as("guide")
        .post(
            HALL + "/tickets",
            Map.of("queue", queue, "source", "guide-desk"),
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

  private static String announcements() {
    return server.as("manager").get(HALL + "/announcements").toString();
  }
}
