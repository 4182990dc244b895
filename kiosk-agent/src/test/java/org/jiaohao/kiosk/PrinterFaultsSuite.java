package org.jiaohao.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallLink;
import org.jiaohao.agent.LinkProbe;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.jiaohao.emulator.escpos.PrintedTicket;
import org.jiaohao.emulator.render.Png;
import org.jiaohao.kiosk.device.PrinterStation;
import org.jiaohao.kiosk.link.HallMenu;
import org.jiaohao.kiosk.ticket.DrawOrder;
import org.jiaohao.kiosk.ticket.PrintJob;
import org.jiaohao.kiosk.ticket.PrintJob.State;
import org.jiaohao.kiosk.ticket.TicketService;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * What citizen, staff and paper show when the printer fails. The kiosk is the whole program with
 * its real driver; the printer is the emulator on a real line.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class PrinterFaultsSuite {
  /** Programs in one process set their log up in turn: its library cannot do it at once. */
  private static final Object STARTING = new Object();

  private static final Duration LONG = Duration.ofSeconds(40);
  private static final String DEVICE = "ticket-printer";

  private final FakeHallApi hall = new FakeHallApi();
  private final LinkProbe link = new LinkProbe();

  @TempDir Path folder;
  private EscPosPrinterEmulator printer;
  private ConfigurableApplicationContext kiosk;
  private TicketService tickets;

  /** The printer to test with; its line lies in the folder when it needs a file. */
  abstract EscPosOptions options(Path folder);

  abstract String profile();

  @BeforeEach
  void start() throws Exception {
    printer = EscPosPrinterEmulator.start(options(folder));
    AgentSettings settings =
        Fakes.settings(
            folder.resolve("data"),
            List.of(
                new DeviceConfig(
                    DEVICE, "escpos", printer.address().toString(), profile(), Map.of())));
    synchronized (STARTING) {
      kiosk =
          new SpringApplicationBuilder(KioskAgent.class)
              .initializers(
                  (GenericApplicationContext beans) -> {
                    beans.registerBean(HallApi.class, () -> hall);
                    beans.registerBean(HallLink.class, link::link);
                    beans.registerBean(AgentSettings.class, () -> settings);
                  })
              .run("--server.port=0");
    }
    tickets = kiosk.getBean(TicketService.class);
    until(() -> kiosk.getBean(HallMenu.class).serverReachable());
    until(() -> kiosk.getBean(PrinterStation.class).view().usable());
  }

  @AfterEach
  void stop() {
    kiosk.close();
    printer.close();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private PrintJob draw(String tap) throws InterruptedException {
    tickets.draw(new DrawOrder(tap, "a", null, "zh"));
    PrintJob job = tickets.await(tap, LONG).orElseThrow();
    until(() -> link.published(PrintFinished.class).stream().anyMatch(f -> f.jobId().equals(tap)));
    return job;
  }

  /** The kiosk serves the next citizen once the printer is well again. */
  private void theNextCitizenGetsPaper(String number) throws Exception {
    until(() -> kiosk.getBean(PrinterStation.class).view().usable());
    draw("tap-next"); // which waits for a printer that is slow to answer
    until(() -> state("tap-next") == State.CONFIRMED);
    until(() -> tickets(number) == 1);
  }

  private long tickets(String number) {
    return printer.tickets().stream().filter(t -> t.text().contains(number)).count();
  }

  private long unmarked(String number) {
    return printer.tickets().stream()
        .filter(t -> t.text().contains(number) && !t.text().contains("补打"))
        .count();
  }

  private String page(PrintJob job) throws Exception {
    String port = kiosk.getEnvironment().getProperty("local.server.port");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/jobs/" + job.id()))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** What staff were told last about a job. */
  private PrintFinished told(String job) {
    return link.published(PrintFinished.class).stream()
        .filter(f -> f.jobId().equals(job))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private void reported(String condition) {
    until(
        () ->
            !link.reports().isEmpty() && link.reports().getLast().conditions().contains(condition));
    assertThat(link.reports().getLast().messageZh()).isNotBlank();
    assertThat(link.reports().getLast().messageEn()).isNotBlank();
  }

  private void shownOnTheScreen(PrintJob job, String words) throws Exception {
    assertThat(page(job)).contains(words, "A001", "class=\"qr\"", "data-final=\"true\"");
    assertThat(told(job.id()).messageZh()).isNotBlank();
    assertThat(told(job.id()).messageEn()).isNotBlank();
  }

  @Test
  void aGoodTicketIsConfirmedAndShort() throws Exception {
    PrintJob job = draw("tap-0001");

    assertThat(job.state()).isEqualTo(State.CONFIRMED);
    assertThat(printer.tickets()).hasSize(1);
    PrintedTicket paper = printer.tickets().getFirst();
    assertThat(paper.qr()).containsExactly(job.ticket().statusUrl());
    assertThat(paper.text())
        .contains("延津县政务服务中心", "A001", "您前面还有 5 人", "2026-11-23 09:12:05")
        .doesNotContain("补打", "\uFFFD");
    assertThat(paper.bytes()).isLessThanOrEqualTo(800);
    assertThat(page(job)).contains("请取走您的号票");
    assertThat(told("tap-0001").state()).isEqualTo(PrintEvent.Finished.State.CONFIRMED);
  }

  @Test
  @Proves({"R032", "R039"})
  void paperOutBefore() throws Exception {
    printer.fault("paper-out", Map.of());
    reported("PAPER_EMPTY");
    PrintJob job = waits("本机暂时缺纸");
    printer.fault("refill", Map.of());
    isPrintedOnce(job);

    assertThat(reprint(job)).isEqualTo(new Reply(Reply.Outcome.DONE, null, null));
    until(() -> tickets("A001") == 2);
    assertThat(unmarked("A001")).isEqualTo(1);
    assertThat(printer.tickets().getLast().text()).contains("补打 第2次 REPRINT 2");
    assertThat(printer.tickets().getLast().bytes()).isLessThanOrEqualTo(800);
  }

  @Test
  @Proves("R039")
  void thoseWhoDrawWithoutPaperGetItInOrderUnlessTheyDidNotWaitForIt() throws Exception {
    printer.fault("paper-out", Map.of());
    reported("PAPER_EMPTY");
    for (String tap : List.of("tap-0001", "tap-0002", "tap-0003")) {
      assertThat(draw(tap).state()).isEqualTo(State.WAITING);
    }
    assertThat(tickets.withoutPaper("tap-0002").orElseThrow().state()).isEqualTo(State.DROPPED);
    printer.fault("refill", Map.of());
    until(() -> state("tap-0003") == State.CONFIRMED);
    theNextCitizenGetsPaper("A004");

    assertThat(printer.tickets())
        .extracting(paper -> paper.text().replaceAll("(?s).*(A00\\d).*", "$1"))
        .containsExactly("A001", "A003", "A004");
    assertThat(told("tap-0002").state()).isEqualTo(PrintEvent.Finished.State.DROPPED);
  }

  @Test
  void coverOpenBefore() throws Exception {
    printer.fault("cover-open", Map.of());
    reported("COVER_OPEN");
    PrintJob job = waits("本机暂时不能打印号票");
    printer.clear();
    isPrintedOnce(job);
  }

  /** Drawn while the printer cannot print: it waits, and both citizen and staff see it. */
  private PrintJob waits(String words) throws Exception {
    PrintJob job = draw("tap-0001");
    assertThat(job.state()).isEqualTo(State.WAITING);
    assertThat(page(job))
        .contains(words, "您的号码 A001 已取到", "class=\"qr\"", "without-paper", "data-final=\"false\"");
    assertThat(told(job.id()).state()).isEqualTo(PrintEvent.Finished.State.WAITING);
    assertThat(told(job.id()).messageZh()).isNotBlank();
    assertThat(told(job.id()).messageEn()).isNotBlank();
    assertThat(tickets("A001")).isZero();
    return job;
  }

  private void isPrintedOnce(PrintJob job) throws Exception {
    until(() -> state(job.id()) == State.CONFIRMED);
    assertThat(page(job)).contains("请取走您的号票");
    until(() -> told(job.id()).state() == PrintEvent.Finished.State.CONFIRMED);
    theNextCitizenGetsPaper("A002");
    assertThat(tickets("A001")).isEqualTo(1);
    assertThat(unmarked("A001")).isEqualTo(1);
  }

  private State state(String job) {
    return tickets.job(job).orElseThrow().state();
  }

  private Reply reprint(PrintJob job) {
    return link.command("reprint-ticket", new ReprintTicket(job.ticket().id(), null, 2));
  }

  @Test
  void paperOutDuring() throws Exception {
    printer.fault("paper-out", Map.of("after-rows", "120"));
    PrintJob job = draw("tap-0001");

    assertThat(job.state()).isEqualTo(State.UNCERTAIN);
    shownOnTheScreen(job, "号票可能没有完整打印");
    reported("PAPER_EMPTY");
    printer.fault("refill", Map.of());
    theNextCitizenGetsPaper("A002");
    assertThat(unmarked("A001")).isLessThanOrEqualTo(1);

    assertThat(reprint(job).outcome()).isEqualTo(Reply.Outcome.DONE);
    assertThat(unmarked("A001")).isLessThanOrEqualTo(1);
  }

  @Test
  void paperOutAfter() throws Exception {
    PrintJob job = draw("tap-0001");
    printer.fault("paper-out", Map.of());

    assertThat(job.state()).isEqualTo(State.CONFIRMED);
    reported("PAPER_EMPTY");
    assertThat(tickets("A001")).isEqualTo(1);
    assertThat(page(job)).contains("请取走您的号票");
  }

  @Test
  void cablePulledBeforeAndPutBack() throws Exception {
    printer.fault("unplug", Map.of());
    until(() -> !kiosk.getBean(PrinterStation.class).view().usable());
    PrintJob job = waits("本机暂时不能打印号票");
    assertThat(link.lastReports().getFirst().messageZh()).isNotBlank();
    printer.fault("plug", Map.of());
    isPrintedOnce(job);
  }

  @Test
  @Proves("R039")
  void powerOffBeforeAndOnAgain() throws Exception {
    printer.fault("power-off", Map.of());
    until(() -> !kiosk.getBean(PrinterStation.class).view().usable());
    PrintJob job = waits("本机暂时不能打印号票");
    printer.fault("power-on", Map.of());
    isPrintedOnce(job);
  }

  @Test
  void cablePulledInMidTicketAndPutBack() throws Exception {
    printer.fault("unplug", Map.of("after-bytes", "150"));
    PrintJob job = draw("tap-0001");

    assertThat(job.state()).isEqualTo(State.UNCERTAIN);
    shownOnTheScreen(job, "号票可能没有完整打印");
    printer.fault("plug", Map.of());
    theNextCitizenGetsPaper("A002");
    assertThat(unmarked("A001")).isLessThanOrEqualTo(1);
  }

  @Test
  void powerCutInMidTicket() throws Exception {
    printer.fault("power-off", Map.of("after-rows", "100"));
    PrintJob job = draw("tap-0001");

    assertThat(job.state()).isEqualTo(State.UNCERTAIN);
    shownOnTheScreen(job, "号票可能没有完整打印");
    printer.fault("power-on", Map.of());
    theNextCitizenGetsPaper("A002");
    assertThat(unmarked("A001")).isLessThanOrEqualTo(1);
  }

  @Test
  void aPrinterThatIsSilentGetsNoTicketUntilItAnswers() throws Exception {
    printer.fault("mute", Map.of());
    PrintJob job = waits("本机暂时不能打印号票");
    printer.clear();
    isPrintedOnce(job);
  }

  @Test
  void aPrinterThatFallsSilentInMidTicketIsUncertainAndNeverRepeated() throws Exception {
    printer.fault("mute", Map.of("after-bytes", "150"));
    PrintJob job = draw("tap-0001");

    assertThat(job.state()).isEqualTo(State.UNCERTAIN);
    shownOnTheScreen(job, "号票可能没有完整打印");
    printer.clear();
    theNextCitizenGetsPaper("A002");
    assertThat(unmarked("A001")).isEqualTo(1);
  }

  @Test
  @Proves({"N05", "N24"})
  void thePaperLooksAsApproved() throws Exception {
    draw("tap-0001");
    tickets.draw(new DrawOrder("tap-0002", "a", null, "en"));
    assertThat(tickets.await("tap-0002", LONG).orElseThrow().state()).isEqualTo(State.CONFIRMED);

    Path zh = keep("zh", printer.tickets().get(0));
    Path en = keep("en", printer.tickets().get(1));
    ApprovedPaper.assertApproved(zh);
    ApprovedPaper.assertApproved(en);
    assertThat(ApprovedPaper.scanned(zh)).isEqualTo("http://10.0.0.1:8080/t/ticket0000000001");
  }

  @Test
  @Proves("N05")
  void aLongServiceNameWrapsAndNothingOfItIsLost() throws Exception {
    hall.service = "不动产首次登记（在建工程抵押、预告登记转本登记）与企业群众“一件事”联合办理 ABC-12";
    draw("tap-0001");
    String text = printer.tickets().getFirst().text();
    int columns = profile().contains("58") ? 32 : 48;
    assertThat(text.lines())
        .allSatisfy(line -> assertThat(columnsOf(line)).isLessThanOrEqualTo(columns));
    assertThat(text.replaceAll("\\s", "")).contains("业务：" + hall.service.replace(" ", ""));
    assertThat(text.lines().filter(line -> line.contains("业务：")).findFirst().orElseThrow())
        .doesNotContain("ABC-12");
  }

  /** Full-width characters take two columns. */
  private static int columnsOf(String line) {
    return line.codePoints().map(c -> c < 0x1100 ? 1 : 2).sum();
  }

  /** Writes what was printed to target, for a look; returns the picture. */
  private Path keep(String lang, PrintedTicket paper) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "printed"));
    String name = "printed-" + lang + "-" + profile();
    Files.writeString(folder.resolve(name + ".txt"), paper.text());
    assertThat(paper.bytes()).isLessThanOrEqualTo(800);
    return Files.write(folder.resolve(name + ".png"), Png.paper(paper.paper()));
  }
}
