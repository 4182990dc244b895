package org.jiaohao.hall.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaohao.hall.RunningHall.HALL;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaohao.hall.OneAuthority;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.store.CannotStart;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What goes through the doors of the hall's network: with TLS, and without it for phones. */
class DoorsTest {
  private static final Pattern LINK = Pattern.compile("(?:href|data-url)=\"(/[^\"]*)\"");
  private static RunningHall server;
  private static HallListeners doors;
  private static HttpClient plain;
  private static HttpClient tls;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
    doors = server.bean(HallListeners.class);
    plain = HttpClient.newHttpClient();
    tls =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(OneAuthority.of(server.bean(Authority.class).certificate()))
            .build();
  }

  private static HttpResponse<String> phone(String method, String path, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + doors.phonePort() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return plain.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> overTls(String path, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + doors.httpsPort() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return tls.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  @Proves("N18")
  void phonesReadWithoutCookiesWhateverTheySend() throws Exception {
    String ticket = server.draw(server.demo("guide"), "a").get("id").asString();
    String admin = server.demo("admin").basic();
    for (String path :
        List.of(
            "/t/" + ticket,
            "/t/" + ticket + "/live",
            "/g/" + HALL,
            "/g/" + HALL + "?q=nothing-is-called-that",
            "/g/" + HALL + "/sc-hukou-birth",
            "/ca",
            "/ca/jiaohao-hall-ca.crt",
            "/css/jiaohao.css",
            "/css/phone.css",
            "/js/phone.js",
            "/img/favicon.svg")) {
      var answer =
          phone("GET", path, "Cookie", "JSESSIONID=" + "A".repeat(32), "Authorization", admin);
      if (path.endsWith("hukou-birth") && answer.statusCode() == 404) {
        continue; // no such item in this hall's data
      }
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.headers().allValues("Set-Cookie")).as(path).isEmpty();
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).as(path).isEmpty();
      assertThat(answer.body()).doesNotContain("nothing-is-called-that", "admin");
    }
  }

  @Test
  void theLanguageIsCarriedOnInLinks() throws Exception {
    String page = phone("GET", "/g/" + HALL + "?lang=en").body();
    assertThat(page).contains("lang=\"en\"");
    List<String> links =
        LINK.matcher(page)
            .results()
            .map(match -> match.group(1))
            .filter(l -> l.startsWith("/g/"))
            .toList();
    assertThat(links).isNotEmpty().allMatch(link -> link.contains("lang="));
    assertThat(links).filteredOn(link -> link.contains("lang=en")).isNotEmpty();
    assertThat(phone("GET", links.getFirst()).body()).contains("lang=\"en\"");
    assertThat(phone("GET", "/g/" + HALL).body())
        .contains("lang=\"zh-CN\"")
        .doesNotContain("?lang=zh\"");
  }

  /** Every handler of the server, and what is no handler: only pages of phones answer. */
  @Test
  @Proves("N18")
  void nothingElseExistsForPhones() throws Exception {
    var mapping = server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    Set<String> answered = new TreeSet<>();
    int asked = 0;
    for (var handler : mapping.getHandlerMethods().entrySet()) {
      Set<RequestMethod> methods = handler.getKey().getMethodsCondition().getMethods();
      for (String pattern : handler.getKey().getPatternValues()) {
        String path = pattern.replaceAll("\\{[^}]*}", "x").replaceAll("\\*+", "x");
        for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
          asked++;
          var answer = phone(method.name(), path, "Authorization", server.demo("admin").basic());
          boolean nothing = answer.statusCode() == 404 && answer.body().contains("没有此页面");
          if (!nothing) {
            answered.add(method + " " + pattern);
          }
        }
      }
    }
    assertThat(asked).isGreaterThan(100);
    assertThat(answered)
        .containsExactlyInAnyOrder(
            "GET /t/{id}",
            "GET /t/{id}/live",
            "GET /g/{hall}",
            "GET /g/{hall}/{code}",
            "GET /g/{hall}/{code}/live",
            "GET /g/{hall}/{code}/card",
            "GET /g/{hall}/cards",
            "GET /ca",
            "GET /ca/jiaohao-hall-ca.crt");
    for (String path :
        List.of(
            "/",
            "/login",
            "/demo",
            "/error",
            "/actuator/health",
            "/js/shell.js",
            "/webjars/htmx.org/2.0.8/dist/htmx.min.js",
            "/v3/api-docs",
            "/g/../login",
            "/css/../login",
            "/css/%2e%2e/login",
            "/t/x;jsessionid=1/../../login")) {
      assertThat(raw("GET " + path + " HTTP/1.1")).as(path).matches("(?s)HTTP/1\\.1 40[04] .*");
    }
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH")) {
      assertThat(raw(method + " /g/" + HALL + " HTTP/1.1"))
          .as(method)
          .matches("(?s)HTTP/1\\.1 40[045] .*");
    }
  }

  private static String raw(String line) throws IOException {
    try (var socket = new Socket("127.0.0.1", doors.phonePort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          (line + "\r\nHost: h\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void thePageThatInstallsTheAuthorityTellsItsFingerprint() throws Exception {
    Authority authority = server.bean(Authority.class);
    for (String language : List.of("zh", "en")) {
      assertThat(phone("GET", "/ca?lang=" + language).body().replaceAll("</?span>", ""))
          .contains(authority.fingerprint());
    }
    assertThat(phone("GET", "/ca?lang=en").body()).contains("This page is not encrypted");
    assertThat(overTls("/ca?lang=en").body())
        .contains("cannot tell yet")
        .doesNotContain("not encrypted");
    var file =
        plain.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + doors.phonePort() + "/ca/jiaohao-hall-ca.crt"))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(file.headers().firstValue("Content-Type")).contains("application/x-x509-ca-cert");
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.body());
    assertThat(HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash))
        .isEqualTo(authority.fingerprint());
  }

  @Test
  void overTlsCookiesAreSecureAndNoBrowserForgetsThePhonesDoor() throws Exception {
    var page = overTls("/login");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
    assertThat(page.headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allMatch(c -> c.contains("Secure"));
    String token =
        Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
            .matcher(page.body())
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    String cookies =
        page.headers().allValues("Set-Cookie").stream()
            .map(c -> c.substring(0, c.indexOf(';')))
            .collect(Collectors.joining("; "));
    var signedIn =
        tls.send(
            HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + doors.httpsPort() + "/login"))
                .header("Cookie", cookies)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "username=guide&password=demo-guide-2026&_csrf=" + token))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(signedIn.statusCode()).isEqualTo(302);
    assertThat(signedIn.headers().allValues("Set-Cookie"))
        .anyMatch(c -> c.startsWith("JSESSIONID"))
        .allMatch(c -> c.contains("Secure"));
  }

  /** Must hold 6: a foreign client at every port. */
  @Test
  @Proves("N18")
  void openSslFindsTlsTwelveAndThirteenOnlyAndNoWeakCipher() throws Exception {
    int mqtts = server.bean(HallNetwork.class).mqttsPort();
    RunningHall.awaitDoor(mqtts);
    for (int port : new int[] {doors.httpsPort(), mqtts}) {
      assertThat(openssl(port, "-tls1_3")).contains("Verify return code: 0 (ok)", "TLSv1.3");
      assertThat(openssl(port, "-tls1_2")).contains("Verify return code: 0 (ok)", "TLSv1.2");
      assertThat(openssl(port, "-verify_ip", "127.0.0.1")).contains("Verify return code: 0 (ok)");
      for (String old : List.of("-tls1_1", "-tls1")) {
        assertThat(openssl(port, old, "-cipher", "ALL:@SECLEVEL=0")).contains("Cipher is (NONE)");
      }
      for (String weak :
          List.of("aNULL", "eNULL", "RC4", "3DES", "CBC", "kRSA", "AES128-SHA", "SHA1", "PSK")) {
        assertThat(openssl(port, "-tls1_2", "-cipher", weak + ":@SECLEVEL=0"))
            .as("%s at %d", weak, port)
            .containsAnyOf("Cipher is (NONE)", "no cipher match", "error setting");
      }
    }
    for (int port : new int[] {server.uri("/").getPort(), doors.phonePort(), server.mqttPort()}) {
      assertThat(openssl(port)).as("port %d", port).contains("Cipher is (NONE)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"guide", "admin"})
  void programsUseTlsAlike(String user) throws Exception {
    var answer =
        overTls("/api/v1/halls/" + HALL + "/queues", "Authorization", server.demo(user).basic());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  private static String openssl(int port, String... wishes) throws Exception {
    Path ca = server.data().resolve("tls/ca.crt");
    List<String> command =
        Stream.concat(
                Stream.of(
                    "timeout",
                    "10",
                    "openssl",
                    "s_client",
                    "-connect",
                    "127.0.0.1:" + port,
                    "-CAfile",
                    ca.toString()),
                Stream.of(wishes))
            .toList();
    Process openssl = new ProcessBuilder(command).redirectErrorStream(true).start();
    openssl.getOutputStream().close();
    String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    openssl.waitFor();
    return said;
  }

  /** Another server runs, or somebody else's program does. */
  @Test
  void aPortThatIsTakenIsNamedWithItsSetting() throws IOException {
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    try (var other = new ServerSocket(0, 1, here)) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> HallListeners.mustBeFree("some.port", here, port))
          .isInstanceOf(CannotStart.class)
          .hasMessageContainingAll(
              "端口 " + port + "（some.port）", "Port " + port + " (some.port) cannot be used");
    }
    HallListeners.mustBeFree("some.port", here, 0);
    InetAddress elsewhere = InetAddress.ofLiteral("192.0.2.7"); // RFC 5737: nobody's
    assertThatThrownBy(() -> HallListeners.mustBeFree("some.port", elsewhere, 0))
        .isInstanceOf(CannotStart.class)
        .hasMessageContainingAll("本机没有地址 192.0.2.7", "does not have the address 192.0.2.7");
  }
}
