package org.jiaohao.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** A citizen at the kiosk, on the phone and before the board, in Chromium. */
@ExtendWith(SharedHall.class)
@ResourceLock("kiosk")
@ResourceLock("board")
class CitizenPagesIT {
  private static final String HALL = "/api/v1/halls/" + ServerProcess.HALL;

  private static final String STRIPS_LOADED =
      "[...document.querySelectorAll('section.strips img')].every(i => i.naturalWidth > 0)";

  private static HallProcesses hall;
  private static Browser browser;

  @BeforeAll
  static void start(HallProcesses shared) {
    hall = shared;
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
  @Proves("R050")
  void aTouchGivesANumberOnPaperAndADoubleTouchOnlyOne() {
    Page kiosk = browser.page(1080, 1920);
    kiosk.navigate(hall.describe().kiosk());

    kiosk.locator("button.queue[data-queue=e]").dblclick();

    assertThat(kiosk.locator("h1.outcome")).containsText("请取走您的号票");
    String number = kiosk.locator("p.number").textContent().strip();
    assertThat(number).isEqualTo("E001");
    assertThat(waiting("e")).isEqualTo(1);
    Paper paper = Paper.of(Emulator.of(hall.describe().device("ticket-printer")), number);
    assertThat(paper.qr()).hasSize(1);

    Page phone = browser.page(390, 844);
    phone.navigate(paper.qr().getFirst());
    assertThat(phone.locator("main")).containsText(number);
    clerkCalls("11");
    assertThat(phone.locator("main")).containsText(Pattern.compile("11\\s*号窗口"));
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  @Proves("R035")
  void anIdleKioskCountsDownAndForgetsWhatWasTyped() {
    Page kiosk = browser.page(1080, 1920);
    kiosk.clock().install();
    kiosk.navigate(hall.describe().kiosk() + "/items?lang=en&size=large");
    kiosk.fill("input[data-search]", "张三");
    Locator question = kiosk.locator("dialog[data-idle-dialog]");

    kiosk.clock().runFor(50_000);
    assertThat(question).isHidden();
    kiosk.clock().runFor(10_000);
    assertThat(question).isVisible();
    kiosk.clock().runFor(10_000);

    kiosk.waitForURL(hall.describe().kiosk() + "/");
    assertThat(kiosk.locator("html")).hasAttribute("lang", "zh-CN");
    assertThat(kiosk.locator("html")).not().hasClass(Pattern.compile("large"));
    assertThat(kiosk.context().cookies()).isEmpty();
    assertThat(kiosk.evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0);
    // In a tab of its own: the start page loads itself anew when the hall's menu changes.
    Page next = kiosk.context().newPage();
    next.navigate(hall.describe().kiosk() + "/items");
    assertThat(next.locator("input[data-search]")).hasValue("");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void anItemIsFoundInEnglishAndItsGuideFitsThePhone() {
    Page kiosk = browser.page(1080, 1920);
    kiosk.navigate(hall.describe().kiosk() + "/items?lang=en");
    Locator row = kiosk.locator("li a[href*='sj-001']");
    row.click();
    assertThat(kiosk.locator("h1")).containsText("Sole-trader");
    String guide =
        QrReader.readSvg(kiosk.content()).stream().findFirst().orElseThrow(AssertionError::new);

    kiosk.locator("form button.main").click();

    assertThat(kiosk.locator("section.panel.confirmed h1")).containsText("ticket");
    Page phone = browser.page(390, 844);
    phone.navigate(guide);
    assertThat(phone.locator("h1")).containsText("个体工商户设立登记");
    Object overflow =
        phone.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
    assertThat(overflow).isEqualTo(false);
  }

  /** The hall's menu changes while somebody touches an item: where they go is not forgotten. */
  @Test
  void aTouchIsNotLostWhenThePageIsRenewed() {
    Page kiosk = browser.page(1080, 1920);
    kiosk.navigate(hall.describe().kiosk() + "/items?lang=en");
    List<Route> held = new ArrayList<>();
    kiosk.route("**/live*", held::add);
    kiosk.waitForCondition(() -> !held.isEmpty());

    // The page asks again after 4 s without an answer, so there may be more on a busy machine.
    // The touch asks too, whether the kiosk program is there, and the other answer comes first.
    kiosk.locator("li a[href*='sj-001']").click();
    kiosk.waitForCondition(() -> held.size() >= 2);
    int asked = held.size();
    answerWithAnotherMenu(held.get(asked - 2));
    kiosk.waitForCondition(() -> held.size() > asked);
    answerWithAnotherMenu(held.get(asked - 1));

    assertThat(kiosk.locator("h1")).containsText("Sole-trader");
  }

  @Test
  void aTouchIsNotLostWhenTheRenewalHasBegun() {
    Page kiosk = browser.page(1080, 1920);
    kiosk.navigate(hall.describe().kiosk() + "/items?lang=en");
    BoundingBox item = kiosk.locator("li a[href*='sj-001']").boundingBox();
    List<Route> renewals = new ArrayList<>();
    kiosk.route("**/items?*", renewals::add);
    List<Route> held = new ArrayList<>();
    kiosk.route("**/live*", held::add);
    kiosk.waitForCondition(() -> !held.isEmpty());
    answerWithAnotherMenu(held.getFirst());
    kiosk.waitForCondition(() -> !renewals.isEmpty());

    // The browser's driver would wait for the renewal; a finger does not.
    kiosk.mouse().click(item.x + item.width / 2, item.y + item.height / 2);

    assertThat(kiosk.locator("h1")).containsText("Sole-trader");
  }

  private static void answerWithAnotherMenu(Route route) {
    String state = route.fetch().text();
    String other = state.replaceFirst("(\"version\":)[^,}]+", "$1\"another\"");
    assertThat(other).isNotEqualTo(state);
    route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(other));
  }

  @Test
  void theDemoPageShowsAllPartsSideBySide() {
    Http.at(hall.describe().kiosk()).post("/api/draw?wait=30", Map.of("queue", "a"));
    String number = clerkCalls("3");
    Page page = browser.signedIn(hall.server().url(), "clerk3", "/demo");

    for (String part : new String[] {"kiosk", "paper", "clerk-pane", "board", "strips"}) {
      assertThat(page.locator("section." + part)).isVisible();
    }
    assertThat(page.frameLocator("section.kiosk iframe").locator("button.queue").first())
        .isVisible();
    assertThat(page.frameLocator("section.clerk-pane iframe").locator("#clerk")).isVisible();
    // Not waitForFunction: where it has to look twice, the page's policy forbids it.
    Wait.until(
        Wait.SOON,
        () -> (boolean) page.evaluate(STRIPS_LOADED),
        () -> "The pictures of the strips do not come.");
    assertThat(page.frameLocator("section.board iframe").locator("#calls")).containsText(number);
    assertThat(page.frameLocator("section.clerk-pane iframe").locator("#number")).hasText(number);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(TestHall.root().resolve("journey/target/demo.png")));
  }

  @Test
  void aTechnicianTestsThePrinterByKeyAndFindsWhatIsPluggedIn() {
    Page page = browser.signedIn(hall.server().url(), "technician", "/manage/yj-c00/devices");
    Locator test = page.locator("[data-test$='/devices/ticket-printer/test']");
    Locator result = page.locator("#" + test.getAttribute("data-result"));

    test.focus();
    page.keyboard().press("Enter");
    page.keyboard().press("Enter");

    assertThat(result).containsText("打印机确认已打印");
    JsonNode printed = Emulator.of(hall.describe().device("ticket-printer")).state().get("tickets");
    assertThat(printed.valueStream().filter(t -> t.get("text").asString().contains("设备测试")))
        .hasSize(1);
    assertThat(test).isFocused();
    page.locator("[data-find]").first().click();
    assertThat(page.locator(".found table, .found .note").first()).isVisible();
    page.waitForResponse(answer -> answer.url().endsWith("/devices/live"), () -> {});
    assertThat(result).containsText("打印机确认已打印");
    assertThat(browser.errors()).isEmpty();
  }

  private static String clerkCalls(String window) {
    Http clerk = hall.server().as("manager");
    clerk.post(HALL + "/windows/" + window + "/open", null);
    JsonNode called = clerk.post(HALL + "/windows/" + window + "/next", Map.of());
    assertThat(called.at("/ticket/window").asString()).isEqualTo(window);
    return called.at("/ticket/number").asString();
  }

  private static int waiting(String queue) {
    for (JsonNode info : hall.server().as("manager").get(HALL + "/queues")) {
      if (info.get("id").asString().equals(queue)) {
        return info.get("waiting").asInt();
      }
    }
    throw new AssertionError("no queue " + queue);
  }
}
