package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one-time administrator link: no default password anywhere (N18). */
@ExtendWith(OutputCaptureExtension.class)
class FirstStartTest {
  private static final Pattern LINK = Pattern.compile("/first\\?token=([0-9a-z]{32})");

  @TempDir Path data;

  private RunningHall start() {
    return RunningHall.start(data, 0, RunningHall.NO_BROKER);
  }

  private static String lastToken(CapturedOutput output) {
    String token = null;
    Matcher link = LINK.matcher(output.getOut());
    while (link.find()) {
      token = link.group(1);
    }
    return token;
  }

  @Test
  void theLinkIsPrintedAnewUntilItWasUsedOnce(CapturedOutput output) throws Exception {
    String first;
    try (RunningHall server = start()) {
      first = lastToken(output);
      assertThat(output.getOut()).contains("首次启动").contains("First start");
      assertThat(new StaffBrowser(server).get("/first?token=" + first).statusCode()).isEqualTo(200);
      for (String known : new String[] {"admin", "root", "manager"}) {
        assertThat(server.bean(Accounts.class).find(known)).isEmpty();
      }
      assertThat(server.call(server.demo("admin"), "GET", "/api/v1/halls").send().statusCode())
          .isEqualTo(401);
    }
    try (RunningHall server = start()) {
      String second = lastToken(output);
      assertThat(second).isNotEqualTo(first);
      var browser = new StaffBrowser(server);
      assertThat(browser.get("/first?token=" + first).statusCode()).isEqualTo(403);
      String page = "/first?token=" + second;
      for (int i = 0; i < 6; i++) { // before there is such an account
        server.call(new User("chief", "Wrong-Pass-1"), "GET", "/api/v1/accounts").expect(401);
      }
      choose(browser, page, second, "short");
      assertThat(server.bean(Accounts.class).none()).as("a weak password leaves the link").isTrue();
      assertThat(choose(browser, page, second, "Quelle-Tal-9").headers().firstValue("Location"))
          .hasValueSatisfying(to -> assertThat(to).contains("/login"));
      assertThat(browser.get(page).statusCode()).isEqualTo(403);
      server.get(new User("chief", "Quelle-Tal-9"), "/api/v1/accounts");
      assertThat(
              server
                  .bean(JdbcClient.class)
                  .sql("select token_hash from admin_link")
                  .query(String.class)
                  .list())
          .containsExactly(Secrets.hash(second));
    }
    int printed = output.getOut().split("/first\\?token=").length;
    start().close();
    assertThat(output.getOut().split("/first\\?token=")).hasSize(printed);
  }

  private static java.net.http.HttpResponse<String> choose(
      StaffBrowser browser, String page, String token, String password) throws Exception {
    return browser.submit(
        page,
        "/first",
        Map.of(
            "token", token,
            "username", "chief",
            "name", "首席管理员",
            "password", password,
            "repeated", password));
  }

  @Test
  void theLinkEndsAfterADay(CapturedOutput output) {
    try (RunningHall server = start()) {
      String token = lastToken(output);
      AdminLink link = server.bean(AdminLink.class);
      assertThat(link.valid(token)).isTrue();
      assertThat(link.valid("")).isFalse();
      assertThat(link.valid(null)).isFalse();
      server.clock().advance(Duration.ofHours(24));
      assertThat(link.valid(token)).isFalse();
    }
  }
}
