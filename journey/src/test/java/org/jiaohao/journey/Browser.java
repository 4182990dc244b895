package org.jiaohao.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The machine's own Chromium; what goes wrong inside a page is kept. */
final class Browser implements AutoCloseable {
  private static final String NAME_IN_THE_HALL = "hall.test";
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--host-resolver-rules=MAP " + NAME_IN_THE_HALL + " 127.0.0.1",
          "--disable-gpu",
          "--disable-software-rasterizer",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final Pattern TAKES_NONE = Pattern.compile("\\b(busy|pressed)\\b");
  private static final int DEADLINE_MILLIS = 60_000;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final List<String> errors = new CopyOnWriteArrayList<>();

  private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
    this.playwright = playwright;
    this.chromium = chromium;
  }

  /** Starts Chromium without a window. */
  static Browser start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(DEADLINE_MILLIS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(ARGUMENTS)));
  }

  /** A new page of its own session, in zh-CN. */
  Page page(int width, int height) {
    Page page =
        chromium
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setLocale("zh-CN")
                    .setViewportSize(width, height))
            .newPage();
    page.setDefaultTimeout(DEADLINE_MILLIS);
    page.onPageError(errors::add);
    return page;
  }

  /** A new page of somebody who has signed in at a hall server, at a path of it. */
  Page signedIn(String server, String username, String path) {
    Page page = page(1920, 1080);
    page.navigate(server + "/login");
    page.fill("#username", username);
    page.fill("#password", DemoAccounts.password(username));
    page.click("form button[type=submit]");
    page.waitForURL(url -> !url.contains("/login"));
    page.navigate(server + path);
    return page;
  }

  /**
   * The address of a server as another PC of the hall knows it: there a page has not what browsers
   * keep for HTTPS and for the server's own machine.
   */
  static String fromAnotherPc(String server) {
    return server.replace("127.0.0.1", NAME_IN_THE_HALL);
  }

  /**
   * Waits until a clerk's page takes presses: the last one is over, the next one of the main key is
   * another, and the server answers.
   */
  static void takesPresses(Page clerk) {
    assertThat(clerk.locator("#clerk")).not().hasClass(TAKES_NONE);
    assertThat(clerk.locator("#live[inert]")).hasCount(0);
  }

  /** Closes all pages: one that goes on asking and drawing takes the machine from the next test. */
  void closePages() {
    for (BrowserContext context : List.copyOf(chromium.contexts())) {
      context.pages().forEach(Page::unrouteAll);
      context.close();
    }
  }

  /** Errors of scripts in the pages so far. */
  List<String> errors() {
    return new ArrayList<>(errors);
  }

  /** A request that a test answers must not be on its way in a page that is gone. */
  @Override
  public void close() {
    closePages();
    chromium.close();
    playwright.close();
  }
}
