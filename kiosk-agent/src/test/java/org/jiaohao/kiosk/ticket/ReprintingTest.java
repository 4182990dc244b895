package org.jiaohao.kiosk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.jiaohao.device.api.PrintDocument.Text;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.kiosk.FakeHallApi;
import org.jiaohao.kiosk.FakePrinter;
import org.jiaohao.kiosk.Fakes;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReprintingTest {
  @TempDir Path folder;
  private final FakeHallApi api = new FakeHallApi();
  private final FakePrinter printer = new FakePrinter();

  private Reply reprint(KioskFixture kiosk, String ticket) {
    return new Reprinting(kiosk.tickets, KioskFixture.LONG)
        .handle(new ReprintTicket(ticket, null, null));
  }

  @Test
  void theReprintKeepsTheNumberAndCarriesTheMark() throws Exception {
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      String id = kiosk.draw("tap-0001").ticket().id();

      assertThat(reprint(kiosk, id)).isEqualTo(new Reply(Reply.Outcome.DONE, null, null));
      assertThat(printer.printed).hasSize(2);
      assertThat(texts(0)).contains("A001").doesNotContain("补打 REPRINT");
      assertThat(texts(1)).contains("A001", "补打 REPRINT");
      await().until(() -> kiosk.link.published(PrintFinished.class).size() == 2);
      assertThat(kiosk.link.published(PrintFinished.class).getLast().reprint()).isTrue();
      assertThat(api.byKey).hasSize(1);
    }
  }

  private java.util.List<String> texts(int document) {
    return printer.printed.get(document).blocks().stream()
        .filter(Text.class::isInstance)
        .map(b -> ((Text) b).text())
        .toList();
  }

  @Test
  void theFirstPaperOfATicketDrawnElsewhereCarriesNoMarkAndTheSecondDoes() throws Exception {
    String id = api.draw(new DrawRequest("a", null, null, "desk"), "key-0001").id();
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      Reprinting reprinting = new Reprinting(kiosk.tickets, KioskFixture.LONG);
      assertThat(reprinting.handle(new ReprintTicket(id, true, null)).outcome())
          .isEqualTo(Reply.Outcome.DONE);
      assertThat(texts(0)).contains("A001").doesNotContain("补打 REPRINT");
      await().until(() -> kiosk.link.published(PrintFinished.class).size() == 1);
      assertThat(kiosk.link.published(PrintFinished.class).getFirst().reprint()).isFalse();

      assertThat(reprinting.handle(new ReprintTicket(id, true, null)).outcome())
          .isEqualTo(Reply.Outcome.DONE);
      assertThat(texts(1)).as("printed here already").contains("A001", "补打 REPRINT");
    }
  }

  /** The number comes with the command, stands on paper and goes back with the outcome (R039). */
  @Test
  @Proves("R039")
  void theReprintCarriesTheNumberThatTheServerGave() throws Exception {
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      String id = kiosk.draw("tap-0001").ticket().id();
      Reprinting reprinting = new Reprinting(kiosk.tickets, KioskFixture.LONG);
      for (int copy : new int[] {1, 2, 5}) {
        assertThat(reprinting.handle(new ReprintTicket(id, false, copy)).outcome())
            .isEqualTo(Reply.Outcome.DONE);
        assertThat(texts(printer.printed.size() - 1))
            .contains("补打 第" + copy + "次 REPRINT " + copy)
            .doesNotContain("补打 REPRINT");
      }
      await().until(() -> kiosk.link.published(PrintFinished.class).size() == 4);
      assertThat(kiosk.link.published(PrintFinished.class))
          .extracting(PrintFinished::copy)
          .containsExactly(null, 1, 2, 5);
    }
  }

  /** Brokers bring a command twice, also to a kiosk that was started again in between. */
  @Test
  @Proves("R039")
  void aNumberIsPrintedOnceAlsoAfterARestart() throws Exception {
    String id;
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      id = kiosk.draw("tap-0001").ticket().id();
      var command = new ReprintTicket(id, false, 1);
      Reprinting reprinting = new Reprinting(kiosk.tickets, KioskFixture.LONG);
      assertThat(reprinting.handle(command).outcome()).isEqualTo(Reply.Outcome.DONE);
      assertThat(reprinting.handle(command).outcome()).isEqualTo(Reply.Outcome.DONE);
      assertThat(printer.printed).hasSize(2);
    }
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      Reprinting reprinting = new Reprinting(kiosk.tickets, KioskFixture.LONG);
      assertThat(reprinting.handle(new ReprintTicket(id, false, 1)).outcome())
          .isEqualTo(Reply.Outcome.DONE);
      assertThat(printer.printed).hasSize(2);
    }
  }

  @Test
  void aFirstPaperThatMayHaveComeOutIsFollowedByAReprint() throws Exception {
    printer.outcome = () -> new PrintOutcome.Uncertain(Fakes.fault("TIMEOUT"));
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      String id = kiosk.draw("tap-0001").ticket().id();
      new Reprinting(kiosk.tickets, KioskFixture.LONG).handle(new ReprintTicket(id, true, null));
      assertThat(texts(1)).contains("补打 REPRINT");
    }
  }

  @Test
  void whatCannotBePrintedIsRefusedWithTheReason() throws Exception {
    printer.faultBefore = true;
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      String id = kiosk.draw("tap-0001").ticket().id();

      assertThat(reprint(kiosk, id))
          .isEqualTo(
              new Reply(Reply.Outcome.REFUSED, "票纸用完，请换纸。", "Paper is out; load a new roll."));
    }
  }

  @Test
  void anUncertainReprintIsSaidToBeUncertain() throws Exception {
    printer.outcome = () -> new PrintOutcome.Uncertain(Fakes.fault("TIMEOUT"));
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      String id = kiosk.draw("tap-0001").ticket().id();
      assertThat(reprint(kiosk, id).outcome()).isEqualTo(Reply.Outcome.UNCERTAIN);
    }
  }

  @Test
  void aTicketThatIsOverOrUnknownIsRefused() throws Exception {
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      String id = kiosk.draw("tap-0001").ticket().id();
      api.cancel(id);

      Reply over = reprint(kiosk, id);
      assertThat(over.messageZh()).endsWith(" 已取消，不能补打。请重新取号。");
      assertThat(over.messageEn()).contains(" was cancelled and cannot be reprinted.");
      assertThat(reprint(kiosk, "nosuchticket0000").messageZh()).isEqualTo("没有这张票。");
      api.away = true;
      assertThat(reprint(kiosk, id).outcome()).isEqualTo(Reply.Outcome.REFUSED);
      assertThat(printer.printed).hasSize(1);
    }
  }

  @Test
  void theSameTicketIsNotReprintedTwiceAtTheSameTime() throws Exception {
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      String id = kiosk.draw("tap-0001").ticket().id();
      CountDownLatch paper = new CountDownLatch(1);
      printer.outcome =
          () -> {
            await().atMost(KioskFixture.LONG).until(() -> paper.getCount() == 0);
            return new PrintOutcome.Confirmed();
          };
      Reprinting reprinting = new Reprinting(kiosk.tickets, KioskFixture.LONG);
      CompletableFuture<Reply> first =
          CompletableFuture.supplyAsync(() -> reprinting.handle(new ReprintTicket(id, null, null)));
      await().atMost(Duration.ofSeconds(5)).until(() -> printer.printed.size() == 2);

      assertThat(reprinting.handle(new ReprintTicket(id, null, null)).outcome())
          .isEqualTo(Reply.Outcome.UNCERTAIN);
      paper.countDown();
      assertThat(first.get().outcome()).isEqualTo(Reply.Outcome.DONE);
      assertThat(printer.printed).hasSize(2);
    }
  }
}
