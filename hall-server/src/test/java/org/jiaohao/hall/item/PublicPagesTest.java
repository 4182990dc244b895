package org.jiaohao.hall.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.queue.TicketDesk;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.window.Windows;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** The pages a citizen opens on a phone (R048, R050, N13). */
@CoreTest
class PublicPagesTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";
  private static final int LIMIT = 200_000;
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/(?:css|js)/[^\"]+)\"");
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?:src|href|action)=\"(?:[a-z]+:)?//|@import|url\\(");

  @Autowired MockMvc mvc;
  @Autowired TicketDesk desk;
  @Autowired Windows windows;
  @Autowired Halls halls;
  @Autowired Items items;
  @Autowired HallClock clock;

  @BeforeEach
  void newDay() {
    clock.advance(Duration.ofDays(1));
    windows.open(HALL, "1", "clerk1");
  }

  private Ticket draw(String item, String reason) {
    var request = new DrawRequest(null, item, reason, "kiosk-1");
    return desk.draw(HALL, request, "yj-c00/kiosk-1");
  }

  private String page(String path) throws Exception {
    return mvc.perform(get(path))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }

  @Test
  void aTicketShowsItsNumberPlaceAndPeopleAheadInBothLanguages() throws Exception {
    draw("sj-001", null);
    Ticket second = draw("sj-001", null);
    assertThat(page("/t/" + second.id()))
        .contains("A002", "正在排队", "您前面的人数", ">1<", "A区", "个体工商户设立登记", "0373-0000199")
        .contains("href=\"/g/yj-c00/sj-001\"");
    assertThat(page("/t/" + second.id() + "?lang=en"))
        .contains("Waiting in line", "person ahead", "Area A", "Sole-trader", "lang=\"en\"");
  }

  @Test
  void theLivePartFollowsTheCallAndEnds() throws Exception {
    Ticket ticket = draw("sj-001", null);
    windows.next(HALL, "1", "clerk1");
    String called = page("/t/" + ticket.id() + "/live");
    assertThat(called)
        .contains("data-state=\"CALLED\"", "请到窗口办理", ">1</b>", "data-final=\"false\"");
    assertThat(called.length()).isLessThan(2000);
    assertThat(words(called)).contains("请到 1号窗口（A区）", "过号请到导办台");
    assertThat(words(page("/t/" + ticket.id() + "/live?lang=en")))
        .contains("Go to window 1, Area A", "if you miss your call");
    windows.start(HALL, "1", "clerk1");
    assertThat(words(page("/t/" + ticket.id()))).contains("1号窗口正在为您办理").doesNotContain("过号");
    windows.hold(HALL, "1", "clerk1");
    assertThat(words(page("/t/" + ticket.id() + "?lang=en")))
        .contains("return to window 1.")
        .doesNotContain("miss your call");
    windows.callBack(HALL, "1", ticket.id(), "clerk1");
    windows.finish(HALL, "1", "clerk1");
    assertThat(page("/t/" + ticket.id() + "/live")).contains("已办结", "data-final=\"true\"");
  }

  private static String words(String html) {
    return html.replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
  }

  @Test
  void priorityAndItsReasonAreNotShown() throws Exception {
    Ticket plain = draw("sj-001", null);
    Ticket favoured = draw("sj-001", "disabled");
    String shown = page("/t/" + favoured.id());
    assertThat(shown).doesNotContain("disabled", "优先", "残疾", "priority");
    assertThat(shown.replace(favoured.id(), "")).doesNotContain(plain.id());
  }

  @Test
  void anUnknownTicketGetsAFriendlyPage() throws Exception {
    String shown =
        mvc.perform(get("/t/nosuchticket0000"))
            .andExpect(status().isNotFound())
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(shown).contains("没有找到", "请重新扫描", "Scan the code").doesNotContain("Exception");
    mvc.perform(get("/g/yj-c00/zz-999")).andExpect(status().isNotFound());
    mvc.perform(get("/g/nowhere")).andExpect(status().isNotFound());
  }

  @Test
  void theLanguageIsRememberedInACookie() throws Exception {
    mvc.perform(get("/g/yj-c00?lang=en")).andExpect(cookie().value("lang", "en"));
    String shown =
        mvc.perform(get("/g/yj-c00").cookie(new Cookie("lang", "en")))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(shown).contains("Service guides");
    mvc.perform(get("/g/yj-c00?lang=%00x")).andExpect(status().isOk());
  }

  @Test
  @Proves({"R021", "R022", "R048"})
  void limitsAndFeesAreNeverAZeroOrAGuess() throws Exception {
    assertThat(page("/g/yj-c00/sj-001")).contains("当场办结", "3 个工作日", "不收费", "即办件");
    assertThat(page("/g/yj-c00/bd-001")).contains("80元/件", "30 个工作日", "非住宅550元/件");
    assertThat(page("/g/yj-c00/mz-002")).contains("最短等待期", "30 日（自然日）", "不是办结时限");
    assertThat(page("/g/yj-c00/sw-001")).contains("以法律法规规定为准").doesNotContain(">0 个");
    assertThat(page("/g/yj-c00/sw-001")).contains("暂未录入，请致电 0373-0000100");
    assertThat(page("/g/yj-c00/ga-004?lang=en")).contains("CNY 10 per case", "3 calendar days");
  }

  @Test
  @Proves("R005")
  void aGuideTellsWhereElseTheItemIsOfferedAndHowManyWait() throws Exception {
    draw("sj-001", null);
    assertThat(page("/g/yj-c00/sj-001"))
        .contains("其他可办大厅", "文岩街道便民服务中心", "暂无窗口开放", "人正在等候", "1 个窗口正在办理");
    assertThat(page("/g/yj-c00/sj-001/live")).contains("<b>1</b>");
  }

  @Test
  @Proves("R050")
  void everyGuideWorksInBothLanguagesWithinTheLimitAndWithoutTheInternet() throws Exception {
    for (var item : items.of(halls.get(HALL))) {
      for (String lang : new String[] {"zh", "en"}) {
        check("/g/yj-c00/" + item.code() + "?lang=" + lang);
      }
    }
    check("/g/yj-c00");
    check("/t/" + draw("sj-001", null).id());
  }

  private void check(String path) throws Exception {
    String html = page(path);
    assertThat(html).as(path).doesNotContain("??", "null").doesNotContainPattern(ELSEWHERE);
    int size = html.getBytes(StandardCharsets.UTF_8).length;
    var assets = ASSET.matcher(html);
    while (assets.find()) {
      byte[] asset =
          mvc.perform(get(assets.group(1)))
              .andExpect(status().isOk())
              .andReturn()
              .getResponse()
              .getContentAsByteArray();
      assertThat(new String(asset, StandardCharsets.UTF_8))
          .as(assets.group(1))
          .doesNotContainPattern("https?://");
      size += asset.length;
    }
    assertThat(size).as(path).isBetween(10_000, LIMIT);
  }

  @Test
  void theListFindsByWordsAndTheCardCarriesACode() throws Exception {
    String found = page("/g/yj-c00?q=护照");
    assertThat(found).contains("共 1 个事项");
    assertThat(page("/g/yj-c00/ga-007/card")).contains("普通护照申领", "<path d=\"M", "扫码看办事指南");
    assertThat(page("/g/yj-c00/cards")).contains("领证取件");
  }
}
