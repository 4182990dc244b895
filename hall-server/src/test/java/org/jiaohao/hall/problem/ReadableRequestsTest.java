package org.jiaohao.hall.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

  @Test
  void textInUtf8PassesAsBefore() {
    assertThat(
            server
                .call(server.demo("manager"), "GET", BASE + "/tickets?number=%E5%8F%B7%25")
                .expect(200))
        .isEmpty();
  }
}
