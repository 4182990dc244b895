package org.jiaohao.hall.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jiaohao.hall.RunningHall;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Parameters and headers that cannot be read are the sender's error, not the server's. */
@ExtendWith(OutputCaptureExtension.class)
class ReadableRequestsTest {
  private static final String BASE = "/api/v1/halls/" + HALL;
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/tickets?number=%FF",
    "GET,/tickets?number=%C0%80",
    "GET,/tickets?number=%ED%A0%80",
    "GET,/events?after=%FF",
    "POST,/windows/3/next?ticket=%FF",
    "GET,/windows?%FF=1"
  })
  void anAddressThatIsNotEncodedIsRefused(String method, String path, CapturedOutput output) {
    var answer = server.call(server.demo("manager"), method, BASE + path).expect(400);
    assertThat(answer.get("type").asString()).endsWith(":bad-parameter");
    assertThat(output).doesNotContain("InvalidParameterException");
  }

  @ParameterizedTest
  @CsvSource({"/login?lang=%FF", "/login?error=%FF", "/t/unknown?lang=%FF", "/nope?x=%FF"})
  void soIsOneOfAPage(String path, CapturedOutput output) {
    assertThat(server.call(null, "GET", path).send().statusCode()).isEqualTo(400);
    assertThat(output).doesNotContain("InvalidParameterException");
  }

  @Test
  void aFormThatIsTooLongLeavesNoTrace(CapturedOutput output) throws Exception {
    var form =
        HttpRequest.newBuilder(server.uri("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("username=" + "x".repeat(100_000)))
            .build();
    var answer = HttpClient.newHttpClient().send(form, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("表单内容过长");
    assertThat(output).doesNotContain("InvalidParameterException");
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Type,*/*",
    "Content-Type,application/*",
    "Content-Type,application/*+json",
    "Content-Type,multipart/form-data",
    "Content-Type,multipart/form-data; boundary=",
    "Content-Type,multipart/form-data; boundary=x",
    "Content-Type,application/json; charset=no-such-charset",
    "Content-Type,application/json; charset=*",
    "Content-Type,application/json;;;=",
    "Content-Type,/",
    "Accept,garbage",
    "Accept,*/json",
    "Accept,text/csv",
    "Accept-Language,;;;q=*",
    "If-Modified-Since,never"
  })
  void headersThatMakeNoSenseAreNoMistakeOfTheServer(
      String name, String value, CapturedOutput output) throws Exception {
    for (String path : List.of("/api/v1/agents/enrolment", "/api/v1/import")) {
      var request =
          HttpRequest.newBuilder(server.uri(path))
              .header("Authorization", server.demo("admin").basic())
              .POST(HttpRequest.BodyPublishers.ofString("{}"));
      if (!name.equals("Content-Type")) {
        request.header("Content-Type", "application/json");
      }
      var answer =
          HttpClient.newHttpClient()
              .send(request.header(name, value).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path + answer.body()).isBetween(400, 499);
    }
    assertThat(output).doesNotContain("Exception:");
  }

  /** An upload is kept in memory: 15 of them at a time would fill it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/login; 415; -",
        "/first; 415; -",
        "/nope; 415; -",
        "/api/v1/agents/enrolment; 415; -",
        "/api/v1/import; 415; -",
        "/api/v1/import; 415; Cookie: JSESSIONID=0123456789ABCDEF0123456789ABCDEF",
        "/api/v1/import; 401; Authorization: Basic bm9ib2R5Ondyb25n",
        "/api/v1/import; 403; clerk1",
        "/api/v1/halls; 415; clerk1"
      })
  void anUploadIsNotReadBeforeItIsKnownWhoSendsIt(String path, int status, String who)
      throws Exception {
    String header = who.contains(":") ? who : "Authorization: " + server.demo(who).basic();
    try (var socket = new Socket("127.0.0.1", server.uri("/").getPort())) {
      socket.setSoTimeout(10_000);
      String head =
          "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%sContent-Length: 19000000\r\n"
              .formatted(path, who.equals("-") ? "" : header + "\r\n");
      String body =
          "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\nContent-Disposition:"
              + " form-data; name=\"halls\"; filename=\"halls.csv\"\r\n\r\nid,name\r\n";
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
      var answer = new byte[12]; // the rest of the body is never sent
      assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
      assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 " + status);
    }
  }

  @Test
  void anUploadThatIsTooLongIsRefusedInWords() throws Exception {
    String start =
        "--x\r\nContent-Disposition: form-data; name=\"halls.csv\"; filename=\"halls.csv\"\r\n\r\n";
    var request =
        HttpRequest.newBuilder(server.uri("/api/v1/import"))
            .header("Authorization", server.demo("admin").basic())
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    start + "x".repeat(9 * 1024 * 1024) + "\r\n--x--\r\n"));
    var answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("upload-too-large", "单个文件最多 8 MB");
  }

  /** A connection of a stranger holds little in memory. */
  @Test
  void aStrangersBodyIsShort() throws Exception {
    for (String path : List.of("/login", "/api/v1/agents/enrolment")) {
      for (var body :
          List.of(
              HttpRequest.BodyPublishers.ofString("x".repeat(9000)),
              HttpRequest.BodyPublishers.ofInputStream(
                  () -> new ByteArrayInputStream(new byte[10])))) {
        var request =
            HttpRequest.newBuilder(server.uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Digest nobody")
                .POST(body);
        assertThat(
                HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode())
            .as(path)
            .isIn(411, 413);
      }
    }
  }

  @Test
  void textInUtf8PassesAsBefore() {
    assertThat(
            server
                .call(server.demo("manager"), "GET", BASE + "/tickets?number=%E5%8F%B7%25")
                .expect(200))
        .isEmpty();
  }
}
