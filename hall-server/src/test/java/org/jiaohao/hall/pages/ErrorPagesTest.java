package org.jiaohao.hall.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.identity.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see who come to a wrong address, and that no link leads to one. */
class ErrorPagesTest {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");

  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
  }

  private static String page(HttpClient http, String path, int status) throws Exception {
    var request = HttpRequest.newBuilder(server.uri(path)).header("Accept", "text/html").build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    return answer.body();
  }

  private static HttpClient signedIn(User user) throws Exception {
    HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    Matcher token = TOKEN.matcher(page(http, "/login", 200));
    assertThat(token.find()).isTrue();
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(user.username(), user.password(), token.group(1));
    var request =
        HttpRequest.newBuilder(server.uri("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    http.send(request, HttpResponse.BodyHandlers.discarding());
    return http;
  }

  @Test
  void aCitizenIsNeverLedToTheSignIn() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String path : List.of("/t/nosuch", "/g/" + HALL + "/zz-9", "/g/nowhere", "/nope.html")) {
        assertThat(page(http, path, 404))
            .as(path)
            .contains("没有", "无需登录")
            .doesNotContain("href=\"/\"", "返回首页", "/login", "Whitelabel");
        assertThat(page(http, path + "?lang=en", 404))
            .as(path)
            .contains("no sign-in", path + "?lang=zh")
            .doesNotContain("href=\"/\"", "tart page", "/login");
      }
      assertThat(page(http, "/g/" + HALL + "/zz-9", 404)).contains("href=\"/g/" + HALL + "\"");
    }
  }

  @Test
  void whatTomcatRefusesItselfHasAPageOfOurs() throws Exception {
    assertThat(raw("/t/zz%00"))
        .startsWith("HTTP/1.1 400")
        .contains("地址不正确", "Wrong address", "charset=UTF-8")
        .doesNotContain("Tomcat", "HTTP Status");
  }

  /** Whoever asks the API reads problem documents, whatever part of the server refuses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/halls/zz%00",
        "/api/v1/halls/%zz/queues",
        "/api/v1/halls/%FF/queues",
        "/api/v1/halls/a%2Fb/queues",
        "/api/v1/halls/a;b/queues",
        "/api/v1/halls/..%2f..%2f",
        "/api/v1//halls",
        "/api/v1/halls/a\\b",
        "/api/v1/halls/{x}|^",
        "/api/v1/%",
        "/api/v1/nope"
      })
  void theApiRefusesWithAProblemDocument(String path) throws IOException {
    String answer = raw(path);
    assertThat(answer)
        .containsPattern("^HTTP/1.1 4\\d\\d")
        .contains("application/problem+json", "\"type\":\"urn:jiaohao:problem:", "detailZh")
        .doesNotContain("<html", "Exception", "timestamp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/login",
        "/nope",
        "/t/zz%00",
        "/t/%FF",
        "/t/a%2Fb",
        "/t/none",
        "/css/jiaohao.css",
        "/api/v1/nope",
        "/api/v1/halls/zz%00",
        "/api/v1/halls",
        "/actuator/health",
        "/login?lang=%FF",
        "/manage"
      })
  void everyAnswerSaysWhatABrowserMayLoad(String path) throws IOException {
    assertThat(raw(path))
        .contains("Content-Security-Policy: default-src '", "X-Content-Type-Options: nosniff");
  }

  @Test
  void noAnswerLeadsToAForeignHost() throws IOException {
    for (String path : List.of("/", "/manage", "/manage/yj-c00/plan", "/swagger-ui.html", "/t")) {
      assertThat(raw(path, "evil.example")).as(path).doesNotContain("evil.example");
    }
  }

  /** Clients of Java would not send such an address. */
  private static String raw(String path) throws IOException {
    return raw(path, "127.0.0.1");
  }

  private static String raw(String path, String host) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.uri("/").getPort())) {
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
              .formatted(path, host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whoMayNotOpenAPageIsToldWhomToAskAndCanSignOut() throws Exception {
    try (HttpClient http = signedIn(server.account(HALL, Role.TECHNICIAN))) {
      assertThat(page(http, "/manage/" + HALL + "/plan", 403))
          .contains("没有权限", "只有以下角色", "管理员、大厅值班长", "action=\"/logout\"", "大厅管理")
          .doesNotContain("无需登录", "请返回首页重试");
      assertThat(page(http, "/manage/" + HALL + "/plan?lang=en", 403))
          .contains("Only these roles may do this: Administrator", "Hall manager", "Sign out");
      assertThat(page(http, "/nope.html", 404)).contains("No such page", "href=\"/\"");
    }
  }

  /** Whom to ask depends on the page: nobody but the security officer gives out accounts. */
  @Test
  void theRefusalNamesWhoMay() throws Exception {
    try (HttpClient http = signedIn(server.account("yj-t03", Role.MANAGER))) {
      assertThat(page(http, "/admin/accounts", 403))
          .contains("只有以下角色可以使用：安全管理员。")
          .doesNotContain("联系大厅值班长");
      assertThat(page(http, "/audit?lang=en", 403)).contains("may do this: Auditor.");
      assertThat(page(http, "/manage/yj-t04/plan", 403)).contains("belongs to another hall");
    }
    User clerk = server.account(HALL, Role.CLERK);
    assertThat(server.call(clerk, "GET", "/api/v1/accounts").expect(403).get("detailZh").asString())
        .contains("安全管理员");
  }

  @Test
  void anUnknownHallIsUnknownNotForbidden() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    try (HttpClient http = signedIn(clerk)) {
      assertThat(page(http, "/clerk/nix", 404)).contains("nix").doesNotContain("没有权限");
      assertThat(page(http, "/desk/nix", 403)).as("no right in any hall").contains("没有权限");
    }
    server.call(clerk, "GET", "/api/v1/halls/nix/queues").expect(404);
    server.call(clerk, "GET", "/api/v1/halls/yj-t01/queues").expect(403);
  }

  @Test
  void staffAreNotToldOfCodesAndTheGuideDesk() throws Exception {
    try (HttpClient stranger = HttpClient.newHttpClient();
        HttpClient http = signedIn(server.account(null, Role.ADMIN))) {
      for (String path : List.of("/admin/nix", "/manage/x/y/z", "/audit/nix", "/clerk/a/b/c/d")) {
        for (HttpClient each : List.of(stranger, http)) {
          assertThat(page(each, path + "?lang=zh", 404))
              .as(path)
              .contains("从首页进入", "href=\"/\"")
              .doesNotContain("二维码", "导办台咨询");
        }
      }
      assertThat(page(http, "/nope?lang=en", 404)).doesNotContain("scan the code");
    }
  }

  /** Every link that a role is shown, from its start page on. */
  @Test
  void noLinkLeadsToARefusal() throws Exception {
    var wrong = new ArrayList<String>();
    for (Role role :
        List.of(Role.CLERK, Role.GUIDE, Role.TECHNICIAN, Role.MANAGER, Role.AUDITOR, Role.ADMIN)) {
      try (HttpClient http = signedIn(server.account(role == Role.ADMIN ? null : HALL, role))) {
        follow(http, role, wrong);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void follow(HttpClient http, Role role, List<String> wrong) throws Exception {
    var seen = new HashSet<String>();
    var next = new ArrayDeque<>(List.of("/"));
    while (!next.isEmpty()) {
      String path = next.remove();
      var request = HttpRequest.newBuilder(server.uri(path)).build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        wrong.add(role + " " + path + " → " + answer.statusCode());
      }
      Matcher links = LINK.matcher(answer.body());
      while (links.find()) {
        String link = links.group(1).replace("&amp;", "&");
        boolean staff = !link.matches("/(css|js|img|webjars|g|t)/.*|.*[?&]lang=.*");
        if (staff && seen.add(link.replaceAll("yj-t\\d+|(?<=/)\\d+", "n"))) {
          next.add(link);
        }
      }
    }
    assertThat(seen).as(role + "").contains("/account/password");
  }
}
