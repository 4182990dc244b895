package org.jiaohao.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing of a staff page leaves the screen: all roles, both languages, the usual widths. */
@ExtendWith(SharedHall.class)
class StaffWidthsIT {
  private static final String HALL = ServerProcess.HALL;
  private static final List<Integer> WIDTHS =
      Repetitions.longRun() ? List.of(1024, 1280, 1440, 1600, 1920) : List.of(1024, 1920);

  /** What is wider than the screen, and each button or link of the page that is not on it. */
  private static final String OUTSIDE =
      """
      () => {
        const wide = document.documentElement.clientWidth;
        const parts = 'a, button, .fingerprint span, .codes li, .where';
        const out = [...document.querySelectorAll(parts)]
          .filter((each) => each.checkVisibility() && !each.matches('.skip'))
          .filter((each) => {
            const box = each.getBoundingClientRect();
            return box.width > 0 && (box.left < 0 || box.right > wide + 0.5);
          })
          .map((each) => each.outerHTML.slice(0, 80));
        if (document.documentElement.scrollWidth > wide) out.push('the page scrolls sideways');
        return out;
      }
      """;

  private static final String LEAVES_ITS_CARD =
      """
      () => [...document.querySelectorAll('.fingerprint span')].filter((line) => {
        const text = document.createRange();
        text.selectNodeContents(line);
        const card = line.closest('.card').getBoundingClientRect();
        return text.getBoundingClientRect().right > card.right - 8;
      }).length
      """;

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
  void everyButtonIsOnTheScreen() {
    Map<String, List<String>> pages =
        Map.of(
            "admin",
            List.of(
                "/manage/" + HALL + "/plan",
                "/manage/" + HALL + "/devices",
                "/clerk/" + HALL,
                "/desk/" + HALL,
                "/admin/backups",
                "/admin/accounts"),
            "security",
            List.of("/admin/accounts", "/account/second-factor"),
            "auditor",
            List.of("/audit", "/audit/check"),
            "manager",
            List.of("/manage/" + HALL + "/announcements", "/manage/" + HALL + "/windows"),
            "technician",
            List.of("/manage/" + HALL + "/devices"),
            "guide",
            List.of("/desk/" + HALL));
    pages.forEach(StaffWidthsIT::fits);
    assertThat(browser.errors()).isEmpty();
  }

  private static void fits(String username, List<String> paths) {
    Page page = browser.signedIn(Browser.fromAnotherPc(server.url()), username, paths.getFirst());
    for (String path : paths) {
      for (String language : List.of("zh", "en")) {
        page.navigate(Browser.fromAnotherPc(server.url()) + path + "?lang=" + language);
        for (int width : WIDTHS) {
          page.setViewportSize(width, 800);
          String where = "%s %s %s %d".formatted(username, path, language, width);
          assertThat((List<?>) page.evaluate(OUTSIDE)).as(where).isEmpty();
          assertThat(page.evaluate(LEAVES_ITS_CARD)).as(where).isEqualTo(0);
          assertThat(page.locator("#switch")).isInViewport();
          assertThat(page.locator("#sign-out")).isInViewport();
        }
      }
    }
  }

  @Test
  void theFingerprintIsReadInLinesOnEveryScreen() {
    Page page = browser.page(390, 844);
    for (String language : List.of("zh", "en")) {
      page.navigate(server.url() + "/ca?lang=" + language);
      Locator lines = page.locator("#fingerprint span");
      assertThat(lines).hasCount(4);
      for (int width : List.of(390, 768, 1280, 1920)) {
        page.setViewportSize(width, 844);
        assertThat(page.evaluate(LEAVES_ITS_CARD)).as(language + width).isEqualTo(0);
        BoundingBox first = lines.first().boundingBox();
        assertThat(lines.last().boundingBox().y).isGreaterThan(first.y + 2 * first.height);
        Object size = lines.first().evaluate("e => parseFloat(getComputedStyle(e).fontSize)");
        assertThat(((Number) size).doubleValue()).isGreaterThanOrEqualTo(18);
      }
    }
  }

  /** Switching is one press; the rarer things are one more away, by keys as well. */
  @Test
  void theHeaderIsUsedByKeys() {
    Page page = browser.signedIn(Browser.fromAnotherPc(server.url()), "auditor", "/audit?lang=en");
    page.setViewportSize(1280, 800);
    page.locator(".menu summary").focus();
    page.keyboard().press("Enter");
    Locator password = page.locator(".menu a[href='/account/password']");
    assertThat(password).isVisible();
    page.keyboard().press("Tab");
    assertThat(password).isFocused();
    page.keyboard().press("Escape");
    assertThat(password).isHidden();
    assertThat(page.locator(".menu summary")).isFocused();
    page.keyboard().press("Tab");
    assertThat(page.locator("#switch")).isFocused();
    page.keyboard().press("Tab");
    assertThat(page.locator("#sign-out")).isFocused();
    page.locator("#switch").focus();
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.endsWith("/login?switch"));
  }

  @Test
  void aNewAccountBelongsToAHallThatSomebodyChose() {
    Page page =
        browser.signedIn(
            Browser.fromAnotherPc(server.url()), "security", "/admin/accounts?lang=en");
    page.click("button[data-open=new-account]");
    Locator dialog = page.locator("#new-account");
    dialog.locator("input[name=username]").fill("width-clerk");
    dialog.locator("input[name=name]").fill("测试员");
    dialog.locator("input[value=CLERK]").check();
    dialog.locator("button.primary").click();
    assertThat(dialog.locator("select:invalid")).hasCount(1);
    dialog.locator("select").selectOption(HALL);
    dialog.locator("button.primary").click();
    assertThat(page.locator("#secret")).isVisible();
    page.click("#secret-close");
    Locator row = page.locator("tr", new Page.LocatorOptions().setHasText("width-clerk"));
    assertThat(row.locator(".hall")).not().hasText("All halls");
    Locator own = page.locator("tr", new Page.LocatorOptions().setHasText("演示安全员"));
    assertThat(own.locator("[data-url$='/deactivate']")).hasCount(0);
    page.onceDialog(Dialog::dismiss);
    row.locator("[data-url$='/deactivate']").click();
    assertThat(row).containsText("Not signed in yet");
    page.onceDialog(Dialog::accept);
    row.locator("[data-url$='/deactivate']").click();
    assertThat(row).containsText("Deactivated");
  }

  @Test
  void anEnrolmentCodeIsReadInFoursAndSaysWhomItReplaces() {
    Page page =
        browser.signedIn(
            Browser.fromAnotherPc(server.url()),
            "technician",
            "/manage/" + HALL + "/devices?lang=en");
    page.setViewportSize(1280, 800);
    page.fill("#enrol input[name=agentId]", "kiosk-never");
    page.click("#enrol button.primary");
    Locator code = page.locator("#code-text");
    assertThat(code).isInViewport();
    assertThat(code.locator("span")).hasCount(6);
    assertThat(code.locator("span").first()).hasText(Pattern.compile("[A-Z0-9]{4}-"));
    assertThat(page.locator("#code-replaces")).isHidden();
    page.fill("#enrol input[name=agentId]", "kiosk-1");
    page.click("#enrol button.primary");
    assertThat(page.locator("#code-agent")).hasText("kiosk-1");
    assertThat(page.locator("#code-replaces")).containsText("kiosk-1");
    page.click("#code [data-copy]");
    assertThat(page.locator("#code [data-copy]")).hasText("Copied");
  }

  @Test
  void aMinuteBeforeTheSignOutOnePressStays() {
    Page page =
        browser.signedIn(Browser.fromAnotherPc(server.url()), "auditor", "/account/password");
    page.clock().install();
    page.route(
        "**/account/presence",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"leftMillis\":50000}")));
    page.reload();
    Locator warning = page.locator("#idle");
    assertThat(warning).isHidden();
    page.clock().fastForward(Duration.ofMinutes(14).plusSeconds(30).toMillis());
    assertThat(warning).isVisible();
    page.waitForRequest(
        request -> request.url().endsWith("/presence") && request.method().equals("POST"),
        () -> page.click("#stay"));
    assertThat(warning).isHidden();
    assertThat(page).hasURL(Pattern.compile("/account/password$"));
  }
}
