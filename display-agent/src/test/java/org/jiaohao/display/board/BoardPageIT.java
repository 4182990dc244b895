package org.jiaohao.display.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jiaohao.contract.mqtt.BoardView;
import org.jiaohao.contract.mqtt.BoardView.Line;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.jiaohao.contract.mqtt.PlaylistView.Entry;
import org.jiaohao.display.RunningAgent;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The board on TVs whose clocks are wrong. */
class BoardPageIT {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  /** Replaces the machine's clock in the page. */
  private static final String WRONG_CLOCK =
      """
      const Right = Date;
      globalThis.Date = class extends Right {
        constructor(...parts) {
          if (parts.length > 0) super(...parts);
          else super(Right.now() + %1$d);
        }
        static now() { return Right.now() + %1$d; }
      };
      """;

  @TempDir Path folder;
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<Line> calls = new ArrayList<>();
  private RunningAgent agent;
  private Playwright playwright;
  private Browser chromium;
  private long rev;

  @BeforeEach
  void start() throws Exception {
    agent = new RunningAgent(folder, beans -> {});
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")));
  }

  @AfterEach
  void stop() throws Exception {
    chromium.close();
    playwright.close();
    agent.close();
    assertThat(errors).isEmpty();
  }

  private Page tv(Duration off) {
    Page page = chromium.newPage(new Browser.NewPageOptions().setViewportSize(1920, 1080));
    page.onPageError(errors::add);
    page.addInitScript(WRONG_CLOCK.formatted(off.toMillis()));
    page.navigate("http://127.0.0.1:" + agent.port() + "/board");
    return page;
  }

  private void call(String number, OffsetDateTime calledAt) throws MqttException {
    calls.addFirst(new Line("e-" + number, number, "3", "A区", calledAt, 1));
    agent.view(
        RunningAgent.TOPICS.board(),
        new BoardView(++rev, "延津县政务服务中心", "Yanjin", List.copyOf(calls), List.of()));
  }

  private static void awaitRow(Page page, String number, String className) {
    var row = page.locator("#calls tr", new Page.LocatorOptions().setHasText(number));
    assertThat(row).hasClass(className, new LocatorAssertions.HasClassOptions().setTimeout(15_000));
  }

  @Test
  @Proves("R026")
  void aWrongClockNeitherStopsNorProlongsTheBlinking() throws Exception {
    call("A001", OffsetDateTime.now());
    var pages = new ArrayList<Page>();
    for (String off : List.of("-P40D", "-PT1H", "-PT61S", "PT0S", "PT61S", "PT1H", "P40D")) {
      pages.add(tv(Duration.parse(off)));
    }
    for (Page page : pages) {
      awaitRow(page, "A001", "");
    }
    call("A002", OffsetDateTime.now().minusDays(40)); // as a server with a wrong clock says
    for (Page page : pages) {
      awaitRow(page, "A002", "new");
      awaitRow(page, "A001", "");
    }
    for (Page page : pages) {
      awaitRow(page, "A002", "");
      ZonedDateTime now = ZonedDateTime.now(ZONE);
      assertThat(page.locator("#clock").textContent())
          .containsAnyOf(CLOCK.format(now), CLOCK.format(now.minusSeconds(2)));
    }
  }

  @Test
  void announcementsAreValidByTheTimeInTheHall() throws Exception {
    OffsetDateTime now = OffsetDateTime.now();
    agent.view(
        RunningAgent.TOPICS.playlist("0"),
        new PlaylistView(
            1,
            0,
            1,
            List.of(
                new Entry("a", "ANNOUNCEMENT", "昨天的公告", "", null, now.minusDays(1)),
                new Entry("b", "ANNOUNCEMENT", "明天的公告", "", now.plusDays(1), null),
                new Entry("c", "ANNOUNCEMENT", "今天的公告", "", now.minusDays(1), now.plusDays(1)),
                new Entry("d", "ITEM", "离婚登记：当场办结", "", null, null)),
            "投诉电话：0373-0000199",
            ""));
    for (String off : List.of("-P40D", "P40D")) {
      Page page = tv(Duration.parse(off));
      assertThat(page.locator("#ticker")).containsText("投诉电话");
      Set<String> seen = new HashSet<>();
      for (int line = 0; line < 12; line++) {
        seen.add(page.locator("#ticker").textContent());
        page.evaluate("document.getAnimations().forEach((run) => run.finish())");
      }
      assertThat(seen).containsOnly("投诉电话：0373-0000199", "今天的公告", "离婚登记：当场办结");
    }
  }
}
