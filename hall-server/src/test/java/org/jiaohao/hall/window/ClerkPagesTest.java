package org.jiaohao.hall.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.identity.Role;
import org.jiaohao.hall.queue.NoShowPolicy;
import org.jiaohao.hall.queue.TicketDesk;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.WritePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** The clerk's screen (R041, R094, R095). */
@CoreTest
class ClerkPagesTest extends CoreTest.Fixture {
  private static final String HALL = "yj-c00";

  @Autowired MockMvc mvc;
  @Autowired TicketDesk desk;
  @Autowired Windows windows;
  @Autowired WindowViews views;
  @Autowired HallClock clock;
  @Autowired WritePath writes;
  @Autowired NoShowPolicy policy;

  @BeforeEach
  void signIn() {
    CoreTest.Fixture.signIn(Role.CLERK, HALL);
  }

  @BeforeEach
  void newDay() {
    clock.advance(Duration.ofDays(1));
  }

  private void draw(String item) {
    var request = new DrawRequest("a", item, null, "kiosk-1");
    desk.draw(HALL, request, "yj-c00/kiosk-1");
  }

  private String page(String path) throws Exception {
    return mvc.perform(get(path))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }

  private List<WindowAction> actions() {
    return WindowAction.of(views.get(HALL, "3"), policy, clock.millis());
  }

  private String enabled() {
    return actions().stream()
        .filter(WindowAction::enabled)
        .map(WindowAction::name)
        .collect(Collectors.joining(" "));
  }

  @Test
  void theButtonsFollowTheStateAsTheServerAllowsThem() {
    assertThat(enabled()).isEqualTo("open");
    windows.open(HALL, "3", "clerk");
    assertThat(enabled()).isEqualTo("next pause short-leave close");
    draw("sj-001");
    windows.next(HALL, "3", "clerk");
    assertThat(enabled()).isEqualTo("start recall transfer");
    windows.start(HALL, "3", "clerk");
    assertThat(enabled()).isEqualTo("next finish hold transfer");
    windows.finish(HALL, "3", "clerk");
    windows.shortLeave(HALL, "3", "clerk");
    assertThat(enabled()).isEqualTo("resume close");
  }

  @Test
  void nobodyIsMissedBeforeThePolicyAllowsItAndTheButtonSaysWhy() throws Exception {
    windows.open(HALL, "3", "clerk");
    draw("sj-001");
    windows.next(HALL, "3", "clerk");
    assertThat(page("/clerk/yj-c00/3/live")).contains("再重呼 2 次后才能过号", ">已呼叫</span>");
    windows.recall(HALL, "3", "clerk");
    assertThat(page("/clerk/yj-c00/3/live?lang=en")).contains("Call once more before");
    clock.advance(Duration.ofSeconds(2));
    windows.recall(HALL, "3", "clerk");
    long at = clock.millis() + 20_000;
    assertThat(enabled()).isEqualTo("start recall transfer");
    assertThat(page("/clerk/yj-c00/3/live?lang=zh"))
        .contains("data-allowed-at=\"" + at + "\"", "满 20 秒后才能过号");
    clock.advance(Duration.ofSeconds(20));
    assertThat(enabled()).isEqualTo("start recall no-show transfer");
    assertThat(page("/clerk/yj-c00/3/live")).doesNotContain("后才能过号", "data-allowed-at");
    windows.noShow(HALL, "3", "clerk");
  }

  @Test
  void theScreenShowsTicketWaitingHeldAndReceipts() throws Exception {
    windows.open(HALL, "3", "clerk");
    draw("sj-001");
    draw("sj-003");
    draw("sj-001");
    WindowInfo called = windows.next(HALL, "3", "clerk");
    confirm(called.call().eventId(), "STRIP", "SHOWN");
    confirm(called.call().eventId(), "VOICE", "FAILED");
    String shown = page("/clerk/yj-c00/3/live");
    assertThat(shown)
        .contains("A001", "已呼叫", "第 1 次呼叫", "个体工商户设立登记", "A002", "企业变更（备案）登记")
        .contains("窗口屏已显示", "语音播报失败", "综合屏未确认")
        .doesNotContain("窗口屏未确认");
    windows.start(HALL, "3", "clerk");
    windows.hold(HALL, "3", "clerk");
    assertThat(page("/clerk/yj-c00/3?lang=en"))
        .contains("On hold", "Call back", "Ready for the next", "Window 3", "A001")
        .contains("data-action=\"next\"", "data-key=\"Space 1\"");
  }

  @Test
  void aVoiceThatIsMutedIsNoFailure() throws Exception {
    windows.open(HALL, "3", "clerk");
    draw("sj-001");
    WindowInfo called = windows.next(HALL, "3", "clerk");
    confirm(called.call().eventId(), "VOICE", "MUTED");
    assertThat(page("/clerk/yj-c00/3/live")).contains("语音静音时段").doesNotContain("语音播报失败");
  }

  @Test
  void theTransferDialogNamesEveryQueueOfAWindowAndMarksWhatCannotAct() throws Exception {
    assertThat(page("/clerk/yj-c00/10"))
        .contains("data-pick=\"window:9:c\"", "data-pick=\"window:9:d\"", "data-pick=\"queue:d\"")
        .contains("data-away", "目前不办理")
        .doesNotContain("data-pick=\"window:10:");
  }

  private void confirm(String event, String kind, String outcome) {
    writes.run(
        tx ->
            tx.sql()
                .sql(
                    "insert into call_receipt (event_id, agent, device, kind, outcome, at)"
                        + " values (?, 'display-1', ?, ?, ?, ?)")
                .params(event, kind, kind, outcome, tx.millis())
                .update());
  }

  @Test
  void everyKeyPressesOneButtonOnly() {
    var keys =
        actions().stream()
            .flatMap(action -> Pattern.compile(" ").splitAsStream(action.keys()))
            .toList();
    assertThat(keys).doesNotHaveDuplicates().doesNotContain("F5", "F1", "F11", "F12");
  }

  @Test
  void theListShowsAllWindowsAndUnknownOnesAreRefused() throws Exception {
    assertThat(page("/clerk/yj-c00?lang=en"))
        .contains("Food and drug licences", "Area A", "Closed");
    mvc.perform(get("/clerk/yj-c00/99")).andExpect(status().isNotFound());
  }

  @Test
  void pagesLoadOnlyFromThisServerAndAreFramedOnlyByIt() throws Exception {
    mvc.perform(get("/clerk/yj-c00/3")).andExpect(header().string("X-Frame-Options", "SAMEORIGIN"));
    assertThat(page("/clerk/yj-c00/3"))
        .doesNotContainPattern("(?:src|href)=\"(?:[a-z]+:)?//")
        .doesNotContainPattern("<script(?![^>]*src)")
        .doesNotContainPattern("\\sstyle=\"")
        .doesNotContainPattern("\\son[a-z]+=\"");
  }
}
