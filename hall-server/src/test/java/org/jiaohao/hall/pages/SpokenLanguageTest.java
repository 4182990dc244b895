package org.jiaohao.hall.pages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.net.Socket;
import java.util.List;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.trust.HallListeners;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever languages a reader names: pages, API, health and the phones' door answer. */
@ExtendWith(OutputCaptureExtension.class)
class SpokenLanguageTest {
  private static final List<String> ODD =
      List.of(
          "",
          "*",
          "a,b,c,d,e,f,g,h,i,j,k,l",
          "zh-CN,zh;q=0.9,en;q=0.8,en-US;q=0.7,ja;q=0.6,ko;q=0.5,fr;q=0.4,de;q=0.3,es;q=0.2,it;q=0.1,pt;q=0.1",
          "x".repeat(5000),
          "en,".repeat(1500),
          "en;q=abc",
          "en;q=9e99",
          "en;q=NaN",
          ";;;,,,;q=",
          "\u00ed\u00a0\u0080\u00ed\u00b0\u0080",
          "en\r\nAccept-Language: zh",
          "zh_CN_#Hans",
          "i-klingon-" + "a-".repeat(200));

  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
  }

  private static String answer(int port, String path, String languages) throws Exception {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAccept: text/html,*/*\r\n";
      request += "Accept-Language: " + languages + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void nobodyStumblesOverThem(CapturedOutput output) throws Exception {
    int door = server.uri("/").getPort();
    int phones = server.bean(HallListeners.class).phonePort();
    for (String languages : ODD) {
      String what = languages.substring(0, Math.min(40, languages.length()));
      assertThat(answer(door, "/login", languages)).as(what).startsWith("HTTP/1.1 200");
      assertThat(answer(door, "/nope", languages)).as(what).startsWith("HTTP/1.1 404");
      assertThat(answer(door, "/actuator/health", languages)).as(what).startsWith("HTTP/1.1 200");
      assertThat(answer(door, "/api/v1/halls", languages)).as(what).startsWith("HTTP/1.1 401");
      assertThat(answer(phones, "/g/" + HALL, languages)).as(what).startsWith("HTTP/1.1 200");
      assertThat(answer(phones, "/nope", languages)).as(what).startsWith("HTTP/1.1 404");
    }
    assertThat(output).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "zh-CN,en|zh",
        "en-GB,zh;q=0.9|en",
        "en;q=0.2,zh;q=0.3|zh",
        "fr,de;q=0.9,EN;q=0.1|en",
        "fr|-",
        "*|-",
        "en;q=0,fr|-",
        "en;q=abc,zh;q=0.1|zh",
        "zh_CN|zh"
      })
  void theFirstThatWeSpeakIsLeft(String header, String language) {
    assertThat(SpokenLanguage.first(header).orElse(null)).isEqualTo(language);
  }
}
