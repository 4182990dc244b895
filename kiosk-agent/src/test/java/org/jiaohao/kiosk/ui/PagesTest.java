package org.jiaohao.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.agent.HallLink;
import org.jiaohao.agent.LinkProbe;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.kiosk.FakeHallApi;
import org.jiaohao.kiosk.FakePrinter;
import org.jiaohao.kiosk.Fakes;
import org.jiaohao.kiosk.KioskAgent;
import org.jiaohao.kiosk.device.PrinterStation;
import org.jiaohao.kiosk.link.HallMenu;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole program over HTTP, with hall and printer in memory. */
class PagesTest {
  private static final Pattern TAP = Pattern.compile("name=\"tap\" value=\"([^\"]+)\"");
  private static final FakeHallApi API = new FakeHallApi();
  private static final LinkProbe HALL = new LinkProbe();
  private static final FakePrinter PRINTER = new FakePrinter();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  @TempDir private static Path folder;
  private static ConfigurableApplicationContext kiosk;
  private static String base;

  @Configuration
  static class Hall {
    @Bean
    HallApi hallApi() {
      return API;
    }

    @Bean
    HallLink hallLink() {
      return HALL.link();
    }

    @Bean
    AgentSettings agentSettings() {
      return Fakes.settings(folder);
    }

    @Bean
    @Primary
    PrinterStation stationWithPrinter(DeviceReports reports) {
      return PrinterStation.with(PRINTER, reports);
    }
  }

  @BeforeAll
  static void start() {
    kiosk = new SpringApplicationBuilder(KioskAgent.class, Hall.class).run("--server.port=0");
    base = "http://127.0.0.1:" + kiosk.getEnvironment().getProperty("local.server.port");
  }

  @AfterAll
  static void stop() {
    kiosk.close();
  }

  @BeforeEach
  void everythingWorks() {
    API.enrolled = true;
    API.refusal = null;
    API.shutOut = null;
    PRINTER.faultBefore = false;
    PRINTER.outcome = PrintOutcome.Confirmed::new;
    PRINTER.become(DeviceState.IDLE, Set.of(), false);
    server(true);
  }

  private static void server(boolean there) {
    API.away = !there;
    HallMenu menu = kiosk.getBean(HallMenu.class);
    menu.refresh();
    await().until(() -> menu.serverReachable() == there);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(base + path)));
  }

  private static HttpResponse<String> post(String path, String type, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> form(String path, String body) throws Exception {
    return post(path, "application/x-www-form-urlencoded", body);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(
        request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return new JsonMapper().readTree(answer.body());
  }

  private static String tapOf(String page) {
    Matcher tap = TAP.matcher(page);
    assertThat(tap.find()).isTrue();
    return tap.group(1);
  }

  private static String finished(String path) throws Exception {
    await().until(() -> get(path).body().contains("data-final=\"true\""));
    return get(path).body();
  }

  @Test
  void theStartPageShowsQueuesAndLoadInBothLanguages() throws Exception {
    assertThat(get("/").body())
        .contains("lang=\"zh-CN\"", "延津县政务服务中心", "企业开办综合", "2 个窗口开放", "暂无窗口开放");
    assertThat(get("/?lang=en").body())
        .contains(
            "lang=\"en\"", "Company registration", "2 open", "href=\"/?lang=en&amp;size=large\"");
  }

  @Test
  @Proves({"R017", "R036"})
  void choicesStayInTheAddressAndNowhereElse() throws Exception {
    HttpResponse<String> page = get("/?size=large&contrast=high");
    assertThat(page.body()).contains("class=\"large contrast\"", "data-idle=\"60\"");
    assertThat(page.headers().map()).doesNotContainKey("set-cookie");
    assertThat(page.headers().firstValue("cache-control")).contains("no-store");
    assertThat(get("/").body()).doesNotContain("class=\"large");
  }

  @Test
  void aTouchLeadsToTheNumberAndTheSameTouchToTheSameJob() throws Exception {
    int before = API.byKey.size();
    String tap = tapOf(get("/").body());
    HttpResponse<String> first = form("/draw", "tap=" + tap + "&queue=a");
    HttpResponse<String> second = form("/draw", "tap=" + tap + "&queue=a");

    String job = "/jobs/" + tap;
    assertThat(first.headers().firstValue("location").orElseThrow()).endsWith(job);
    assertThat(second.headers().firstValue("location").orElseThrow()).endsWith(job);
    assertThat(finished(job)).contains("请取走您的号票", API.byKey.get(tap).number(), "data-stay=\"20\"");
    assertThat(API.byKey).hasSize(before + 1);
    assertThat(tapOf(get("/").body())).isNotEqualTo(tap);
  }

  @Test
  @Proves("N18")
  void aReplacedKioskSaysThatItsCredentialsEndedAndTakesANewCode() throws Exception {
    String before = json(get("/live")).get("version").asString();
    API.shutOut = new HallApiException(401, "revoked", "凭据已失效，请重新注册。", "Enrol again.", null);
    JsonNode status = json(get("/api/status"));
    assertThat(status.get("ready").asBoolean()).isFalse();
    assertThat(status.get("enrolled").asBoolean()).isFalse();
    assertThat(status.get("state").asString()).isEqualTo("OFFLINE");
    assertThat(status.get("messageZh").asString()).isEqualTo("凭据已失效，请重新注册。");
    assertThat(status.get("messageEn").asString()).isEqualTo("Enrol again.");
    assertThat(json(get("/live")).get("version").asString())
        .as("pages are fetched")
        .isNotEqualTo(before);
    assertThat(get("/").body()).contains("凭据已失效，请重新注册。", "action=\"/enrol\"");
    assertThat(get("/?lang=en").body()).contains("Enrol again.");
    assertThat(form("/enrol", "code=GOOD1").statusCode()).isEqualTo(302);
    assertThat(json(get("/api/status")).get("messageZh").isNull()).isTrue();
    assertThat(get("/").body()).contains("企业开办综合");
  }

  private static String waiting(String tap, String lang) throws Exception {
    form("/draw" + lang, "tap=" + tap + "&queue=a");
    String page = "/jobs/" + tap + lang;
    await().until(() -> get(page).body().contains("data-state=\"WAITING\""));
    return get(page).body();
  }

  @Test
  @Proves("R032")
  void aKioskWithoutPaperSaysSoBeforeTheDrawAndShowsTheCodeAfterwards() throws Exception {
    PRINTER.become(DeviceState.OFFLINE, Set.of(Condition.PAPER_EMPTY), true);
    assertThat(get("/").body()).contains("本机暂时缺纸");
    assertThat(json(get("/live")).get("canDraw").asBoolean()).isTrue();
    assertThat(json(get("/api/status")).get("state").asString()).isEqualTo("DEGRADED");
    String tap = tapOf(get("/?lang=en").body());

    assertThat(waiting(tap, "?lang=en"))
        .contains("out of paper", API.byKey.get(tap).number(), "class=\"qr\"", "guide desk")
        .contains("data-final=\"false\"")
        .doesNotContain("new roll");
    assertThat(get("/jobs/" + tap).body())
        .contains("本机暂时缺纸", "您的号码 " + API.byKey.get(tap).number() + " 已取到，请扫码")
        .doesNotContain("换纸");
    assertThat(lastPrint(tap).state()).isEqualTo(PrintEvent.Finished.State.WAITING);
    assertThat(lastPrint(tap).messageZh()).as("staff").contains("换纸");

    PRINTER.become(DeviceState.IDLE, Set.of(), false);
    assertThat(finished("/jobs/" + tap)).contains("请取走您的号票");
    assertThat(json(get("/api/status")).get("state").asString()).isEqualTo("READY");
  }

  @Test
  void aCitizenWhoWantsNoPaperGetsNoneLater() throws Exception {
    PRINTER.become(DeviceState.OFFLINE, Set.of(Condition.COVER_OPEN), true);
    String tap = tapOf(get("/").body());
    assertThat(waiting(tap, ""))
        .contains("本机暂时不能打印号票", "action=\"/jobs/" + tap + "/without-paper\"");
    assertThat(form("/jobs/" + tap + "/keep-waiting", "").statusCode()).isEqualTo(302);
    assertThat(get("/jobs/" + tap).body()).contains("data-state=\"WAITING\"");
    int printed = PRINTER.printed.size();

    HttpResponse<String> answer = form("/jobs/" + tap + "/without-paper", "");
    assertThat(answer.headers().firstValue("location").orElseThrow()).endsWith("/jobs/" + tap);
    assertThat(finished("/jobs/" + tap)).contains("本次没有打印号票", "class=\"qr\"");
    assertThat(lastPrint(tap).state()).isEqualTo(PrintEvent.Finished.State.DROPPED);

    PRINTER.become(DeviceState.IDLE, Set.of(), false);
    String next = tapOf(get("/").body());
    form("/draw", "tap=" + next + "&queue=a");
    finished("/jobs/" + next);
    assertThat(PRINTER.printed).hasSize(printed + 1);
    assertThat(form("/jobs/none/without-paper", "").headers().firstValue("location").orElseThrow())
        .endsWith("/");
  }

  private static PrintFinished lastPrint(String job) {
    return HALL.published(PrintFinished.class).stream()
        .filter(print -> print.jobId().equals(job))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  @Test
  void reloadingOrGoingBackDrawsNothing() throws Exception {
    String start = get("/").body();
    String tap = tapOf(start);
    String job = form("/draw", "tap=" + tap + "&queue=a").headers().firstValue("location").get();
    finished("/jobs/" + tap);
    int drawn = API.byKey.size();
    assertThat(job).endsWith("/jobs/" + tap);
    assertThat(get("/jobs/" + tap).body()).contains(API.byKey.get(tap).number());
    assertThat(form("/draw", "tap=" + tap + "&queue=b").statusCode())
        .as("the page that the back button brings was left once")
        .isEqualTo(302);
    assertThat(API.byKey).hasSize(drawn);
    assertThat(get("/").headers().firstValue("cache-control")).contains("no-store");
  }

  @Test
  void withoutServerThePageSaysSoAndRecovers() throws Exception {
    server(false);
    assertThat(get("/").body())
        .contains("与大厅服务器的连接中断")
        .containsPattern("data-queue=\"a\" disabled");
    assertThat(json(get("/live")).get("queues").get("a").get("waiting").asString()).isEqualTo("–");
    assertThat(json(get("/api/status")).get("ready").asBoolean()).isFalse();
    server(true);
    assertThat(json(get("/live")).get("canDraw").asBoolean()).isTrue();
  }

  @Test
  void aRefusalIsShownInTheLanguageOfTheSession() throws Exception {
    API.refusal = new HallApiException(409, "queue-closed", "今日号已取完。", "No numbers left.", null);
    String tap = tapOf(get("/?lang=en").body());
    form("/draw?lang=en", "tap=" + tap + "&queue=a");
    assertThat(finished("/jobs/" + tap + "?lang=en"))
        .contains("No number was issued", "No numbers left.");
  }

  @Test
  @Proves("R031")
  void itemsAreFoundByChineseAndInitialsAndLeadToTheGuide() throws Exception {
    assertThat(get("/items").body()).contains("结婚登记", "jhdj", "民政局");
    assertThat(get("/items/mz-001").body()).contains("结婚登记", "B区 1–3号窗口", "class=\"qr\"");
    assertThat(get("/items/none").statusCode()).isEqualTo(302);
  }

  @Test
  void aKioskWithoutCredentialsAsksForTheCode() throws Exception {
    API.enrolled = false;
    assertThat(get("/").body()).contains("登记这台取号机");
    assertThat(form("/enrol", "code=BAD").body()).contains("登记码不对或已过期。");
    assertThat(form("/enrol", "code=GOOD1").statusCode()).isEqualTo(302);
    assertThat(get("/").body()).contains("请选择要办理的业务");
  }

  @Test
  void programsDrawTheSameWay() throws Exception {
    HttpResponse<String> answer =
        post("/api/draw", "application/json", "{\"queue\":\"a\",\"lang\":\"en\"}");
    JsonNode job = json(answer);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(job.get("ticket").get("number").asString()).startsWith("A");
    assertThat(job.get("ticket").get("drawnAt").asString()).isEqualTo("2026-11-23T09:12:05+08:00");
    assertThat(job.get("print").get("state").asString()).isEqualTo("CONFIRMED");
    assertThat(json(get("/api/jobs/" + job.get("id").asString()))).isEqualTo(job);
    assertThat(json(get("/api/status")).get("jobs").get("CONFIRMED").asInt()).isPositive();
  }

  @Test
  void badRequestsGetAProblemDocument() throws Exception {
    for (String body :
        new String[] {
          "", "{", "[]", "{}", "{\"queue\":\"../x\"}", "{\"tap\":\"x\",\"queue\":\"a\"}"
        }) {
      HttpResponse<String> answer = post("/api/draw", "application/json", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(json(answer).get("type").asString()).isEqualTo("urn:jiaohao:problem:bad-request");
      assertThat(json(answer).get("detailZh").asString()).isNotBlank();
    }
    assertThat(get("/api/jobs/none").statusCode()).isEqualTo(404);
    assertThat(get("/jobs/none").statusCode()).isEqualTo(302);
  }

  @Test
  void foreignPagesCanNeitherDrawNorFrame() throws Exception {
    HttpResponse<String> foreign =
        send(
            HttpRequest.newBuilder(URI.create(base + "/draw"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("queue=a")));
    assertThat(foreign.statusCode()).isEqualTo(403);
    HttpResponse<String> own =
        send(
            HttpRequest.newBuilder(URI.create(base + "/draw"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", base)
                .POST(HttpRequest.BodyPublishers.ofString("queue=a")));
    assertThat(own.statusCode()).isEqualTo(302);
    assertThat(get("/").headers().firstValue("referrer-policy")).contains("same-origin");
    assertThat(get("/").headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'self'", "frame-ancestors 'self' http://127.0.0.1:*");
    assertThat(get("/").headers().firstValue("x-frame-options")).isEmpty();
  }

  @Test
  void anUnknownPageIsAQuietOne() throws Exception {
    HttpResponse<String> page =
        send(HttpRequest.newBuilder(URI.create(base + "/nothing")).header("Accept", "text/html"));
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body())
        .contains("返回首页", "没有这个页面", "There is no such page", "Start page")
        .doesNotContain("Exception", "Whitelabel");
  }
}
