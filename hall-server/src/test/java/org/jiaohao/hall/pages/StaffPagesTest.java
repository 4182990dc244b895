package org.jiaohao.hall.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.EnrolmentRequest;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.device.AgentMessages;
import org.jiaohao.hall.identity.Accounts;
import org.jiaohao.hall.identity.Actor;
import org.jiaohao.hall.identity.AgentCredentials;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.queue.TicketDesk;
import org.jiaohao.hall.store.WritePath;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Staff pages behind the sign-in: who comes where, and that every page renders in both languages.
 */
@SpringBootTest
@AutoConfigureMockMvc
@ContextConfiguration(classes = {CoreTest.Core.class})
class StaffPagesTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";

  @Autowired MockMvc mvc;
  @Autowired TicketDesk desk;
  @Autowired Accounts accounts;
  @Autowired AgentCredentials agents;
  @Autowired WritePath writes;
  @Autowired AgentMessages messages;
  @Autowired JsonMapper json;

  private static RequestPostProcessor as(Role role, String hall) {
    var actor = new Actor("u-" + role, "李䶮", hall, Set.of(role), false);
    return authentication(
        UsernamePasswordAuthenticationToken.authenticated(
            actor, null, List.of(new SimpleGrantedAuthority("ROLE_" + role))));
  }

  private String page(String path, Role role) throws Exception {
    return mvc.perform(get(path).with(as(role, null)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }

  @Test
  void everybodyComesToTheirPlace() throws Exception {
    mvc.perform(get("/")).andExpect(status().is3xxRedirection());
    mvc.perform(get("/").with(as(Role.CLERK, HALL))).andExpect(redirectedUrl("/clerk"));
    mvc.perform(get("/clerk").with(as(Role.CLERK, HALL))).andExpect(redirectedUrl("/clerk/yj-c00"));
    mvc.perform(get("/").with(as(Role.GUIDE, HALL))).andExpect(redirectedUrl("/desk"));
    mvc.perform(get("/manage").with(as(Role.MANAGER, "yj-t01")))
        .andExpect(redirectedUrl("/manage/yj-t01/plan"));
    mvc.perform(get("/manage").with(as(Role.TECHNICIAN, "yj-t01")))
        .andExpect(redirectedUrl("/manage/yj-t01/devices"));
    mvc.perform(get("/").with(as(Role.SECURITY, null))).andExpect(redirectedUrl("/admin/accounts"));
    mvc.perform(get("/").with(as(Role.AUDITOR, null))).andExpect(redirectedUrl("/audit"));
  }

  @Test
  void nobodySeesAPageOfAnotherRoleOrHall() throws Exception {
    mvc.perform(get("/clerk/yj-c00/3")).andExpect(redirectedUrl("/login"));
    mvc.perform(get("/clerk/yj-t01/1").with(as(Role.CLERK, HALL)))
        .andExpect(status().isForbidden());
    mvc.perform(get("/desk/yj-c00").with(as(Role.CLERK, HALL))).andExpect(status().isForbidden());
    mvc.perform(get("/manage/yj-c00/windows").with(as(Role.TECHNICIAN, HALL)))
        .andExpect(status().isForbidden());
    mvc.perform(get("/admin/accounts").with(as(Role.MANAGER, HALL)))
        .andExpect(status().isForbidden());
    mvc.perform(get("/demo").with(as(Role.ADMIN, null))).andExpect(status().isNotFound());
  }

  @Test
  void everyPageRendersInBothLanguages() throws Exception {
    prepare();
    for (String path :
        List.of(
            "/clerk",
            "/clerk/yj-c00",
            "/clerk/yj-c00/3",
            "/desk/yj-c00",
            "/desk/yj-c00/tickets?number=a0",
            "/desk/yj-c00/items?q=护照",
            "/manage",
            "/manage/import",
            "/manage/yj-c00/plan",
            "/manage/yj-c00/windows",
            "/manage/yj-t01/queues",
            "/manage/yj-c00/announcements",
            "/manage/yj-c00/devices",
            "/admin/accounts",
            "/account/second-factor",
            "/account/code",
            "/account/password")) {
      for (String lang : List.of("zh", "en")) {
        String html =
            page(
                path + (path.contains("?") ? "&" : "?") + "lang=" + lang,
                path.startsWith("/admin/") ? Role.SECURITY : Role.ADMIN);
        assertThat(html)
            .as(path + " " + lang)
            .doesNotContain("??")
            .doesNotContainPattern("<script(?![^>]*src)")
            .doesNotContainPattern("\\sstyle=\"")
            .doesNotContainPattern("(?:src|href)=\"(?:[a-z]+:)?//");
      }
    }
    assertThat(page("/manage/yj-c00/announcements?lang=zh", Role.ADMIN))
        .contains("周六照常办理", "显示中", "医保缴费", "未到时间", "旧公告", "已过期");
    assertThat(page("/desk/yj-c00?lang=zh", Role.GUIDE)).contains("kiosk-1 缺纸", "补打");
    assertThat(page("/manage/yj-c00/plan?lang=zh", Role.MANAGER)).contains("kiosk-1 缺纸");
    assertThat(page("/admin/accounts?lang=zh", Role.SECURITY))
        .contains("clerk9", "待首次登录", "<td class=\"small hall\">延津县政务服务中心</td>")
        .doesNotContain(">yj-c00<");
    assertThat(page("/manage/import?lang=zh", Role.ADMIN))
        .containsOnlyOnce("aria-current")
        .contains("data-column=\"name_en\">英文名称<");
    assertThat(page("/manage/yj-c00/devices?lang=zh", Role.TECHNICIAN))
        .contains("kiosk-1", "尚未连接", "ticket-printer", "离线", "缺纸", "SOMETHING_NEW", "请换纸卷");
  }

  @Test
  void statesOfALaterAgentAreShownInWords() throws Exception {
    agents.enrol(
        new EnrolmentRequest(
            agents.createCode(HALL, "kiosk-2", "KIOSK", "admin").code(), "kiosk-2"));
    Topics topics = Topics.of(HALL);
    byte[] later =
        ("{\"session\":\"s1\",\"device\":\"printer\",\"state\":\"NOT_YET_INVENTED\",\"conditions\":[],"
                + "\"since\":\"2026-11-23T08:59:00+08:00\"}")
            .getBytes(StandardCharsets.UTF_8);
    messages.received(topics.agentState("kiosk-2"), later, null);
    messages.received(topics.deviceStatus("kiosk-2", "printer"), later, null);

    assertThat(page("/manage/yj-c00/devices?lang=zh", Role.TECHNICIAN))
        .contains("kiosk-2", "已连接", "未知", "test-kiosk-2-printer")
        .doesNotContain("尚未连接");
    assertThat(page("/manage/yj-c00/plan?lang=en", Role.MANAGER)).contains("Connected");
  }

  private void prepare() {
    var request = new DrawRequest("a", null, null, "kiosk-1");
    desk.draw(HALL, request, "yj-c00/kiosk-1");
    accounts.create("clerk9", "测试员", Set.of(Role.CLERK), HALL, "admin");
    long now = CoreTest.Core.START.toEpochMilli();
    writes.run(
        tx -> {
          announce(tx, "n1", "周六照常办理", now - 1, null);
          announce(tx, "n2", "医保缴费", now + 1000, null);
          announce(tx, "n3", "旧公告", now - 1000, now);
          return null;
        });
    reportPrinter();
  }

  /** A kiosk enrols and tells that its printer has no paper. */
  private void reportPrinter() {
    var code = agents.createCode(HALL, "kiosk-1", "KIOSK", "admin").code();
    agents.enrol(new EnrolmentRequest(code, "kiosk-1"));
    String base = Topics.of(HALL).deviceStatus("kiosk-1", "ticket-printer");
    var report =
        new DeviceReport(
            "ticket-printer",
            DeviceReport.State.OFFLINE,
            List.of("PAPER_EMPTY", "SOMETHING_NEW"),
            OffsetDateTime.parse("2026-11-23T08:59:00+08:00"),
            null,
            "kiosk-1 缺纸，请换纸卷",
            "no paper, put in a new roll");
    messages.received(base, json.writeValueAsBytes(report), null);
  }

  private static void announce(
      org.jiaohao.hall.store.Tx tx, String id, String text, long from, Long until) {
    tx.sql()
        .sql(
            "insert into announcement (id, hall, text, valid_from, valid_until, updated_by,"
                + " updated_at, rev) values (?, 'yj-c00', ?, ?, ?, 'admin', 0, 1)")
        .params(id, text, from, until)
        .update();
  }

  @Test
  void aCitizenGetsNoSession() throws Exception {
    for (String path : List.of("/g/yj-c00", "/g/yj-c00/sj-001", "/g/yj-c00/sj-001/live")) {
      var request = mvc.perform(get(path)).andExpect(status().isOk()).andReturn().getRequest();
      assertThat(request.getSession(false)).as(path).isNull();
    }
  }

  @Test
  void theLoginPageShowsNoDemoAccountOutsideTheDemo() throws Exception {
    String html =
        mvc.perform(get("/login"))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(html).contains("name=\"_csrf\"", "登录").doesNotContain("demo-", "演示系统");
    mvc.perform(get("/first?token=guess")).andExpect(status().isForbidden());
  }

  @Test
  void aPasswordIsChangedOnThePageAndEndsTheSession() throws Exception {
    String first = accounts.create("changer", "改密员", Set.of(Role.CLERK), HALL, "admin");
    var actor = new Actor("changer", "改密员", HALL, Set.of(Role.CLERK), true);
    var due =
        authentication(UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of()));
    mvc.perform(get("/clerk/yj-c00").with(due)).andExpect(redirectedUrl("/account/password"));
    String refused =
        mvc.perform(
                post("/account/password?lang=zh")
                    .with(due)
                    .with(csrf())
                    .param("current", first)
                    .param("password", "short")
                    .param("repeated", "short"))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(refused).contains("密码须为 10 至 72 个字符").doesNotContain("short\"");
    mvc.perform(
            post("/account/password")
                .with(due)
                .with(csrf())
                .param("current", first)
                .param("password", "Nuli-2026-xx")
                .param("repeated", "Nuli-2026-xx"))
        .andExpect(redirectedUrl("/login?changed"));
  }
}
