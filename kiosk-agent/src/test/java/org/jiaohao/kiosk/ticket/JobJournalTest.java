package org.jiaohao.kiosk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.kiosk.FakeHallApi;
import org.jiaohao.kiosk.FakePrinter;
import org.jiaohao.kiosk.Fakes;
import org.jiaohao.kiosk.KioskException;
import org.jiaohao.kiosk.ticket.PrintJob.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJournalTest {
  private static final OffsetDateTime NOW =
      KioskFixture.START.atZone(KioskFixture.ZONE).toOffsetDateTime();

  @TempDir Path folder;

  private JobJournal open(Duration later) throws IOException {
    return new JobJournal(
        folder, KioskFixture.JSON, Clock.fixed(KioskFixture.START.plus(later), KioskFixture.ZONE));
  }

  private static PrintJob asked(int n) {
    return PrintJob.asked(new DrawOrder("tap-%04d".formatted(n), "a", null, "en"), NOW);
  }

  private static PrintJob queued(int n) {
    return asked(n).drawn(Fakes.ticket("ticket%010d".formatted(n), n), NOW);
  }

  @Test
  void theLastStateComesBackAsItWas() throws Exception {
    PrintJob sent = queued(1).to(State.SENT, null, NOW);
    try (JobJournal journal = open(Duration.ZERO)) {
      journal.save(asked(1));
      journal.save(queued(1));
      journal.save(sent);
      journal.save(asked(2));
    }
    try (JobJournal journal = open(Duration.ZERO)) {
      assertThat(journal.all()).containsExactly(sent, asked(2));
    }
  }

  @Test
  void everyTruncationOfTheFileLosesAtMostTheLastLine() throws Exception {
    try (JobJournal journal = open(Duration.ZERO)) {
      journal.save(asked(1));
      journal.save(queued(2));
    }
    Path file = folder.resolve("jobs.jsonl");
    byte[] whole = Files.readAllBytes(file);
    int firstLine = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
    for (int length = firstLine; length < whole.length - 1; length += 7) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      try (JobJournal journal = open(Duration.ZERO)) {
        assertThat(journal.all()).as("cut at %d", length).containsExactly(asked(1));
        journal.save(queued(3));
      }
      try (JobJournal journal = open(Duration.ZERO)) {
        assertThat(journal.all()).containsExactly(asked(1), queued(3));
      }
    }
  }

  @Test
  void garbageInTheMiddleIsSkipped() throws Exception {
    try (JobJournal journal = open(Duration.ZERO)) {
      journal.save(asked(1));
      Files.write(
          folder.resolve("jobs.jsonl"),
          new byte[] {0, 0, (byte) 0xff, '\n', '[', '\n'},
          StandardOpenOption.APPEND);
      journal.save(asked(2));
    }
    try (JobJournal journal = open(Duration.ZERO)) {
      assertThat(journal.all()).containsExactly(asked(1), asked(2));
    }
  }

  @Test
  void openingForgetsFinishedJobsOfYesterdayButNoOpenOnes() throws Exception {
    PrintJob finished = queued(1).to(State.SENT, null, NOW).to(State.CONFIRMED, null, NOW);
    PrintJob open = queued(2);
    try (JobJournal journal = open(Duration.ZERO)) {
      journal.save(finished);
      journal.save(open);
    }
    try (JobJournal journal = open(Duration.ofHours(23))) {
      assertThat(journal.all()).containsExactly(finished, open);
    }
    try (JobJournal journal = open(Duration.ofHours(25))) {
      assertThat(journal.all()).containsExactly(open);
    }
    assertThat(Files.readAllLines(folder.resolve("jobs.jsonl"))).hasSize(1);
  }

  @Test
  void theFileStaysSmallWhileTheKioskRunsForYears() throws Exception {
    try (JobJournal journal = open(Duration.ZERO)) {
      for (int n = 0; n < 3000; n++) {
        PrintJob sent = queued(n).to(State.SENT, null, NOW);
        journal.save(sent);
        journal.save(sent.to(State.CONFIRMED, null, NOW));
      }
      assertThat(Files.size(folder.resolve("jobs.jsonl"))).isLessThan(5L * 1024 * 1024);
      assertThat(journal.find("tap-2999")).isPresent();
    }
  }

  @Test
  void twoAgentsCannotShareAFolder() throws Exception {
    try (JobJournal journal = open(Duration.ZERO)) {
      assertThatThrownBy(() -> open(Duration.ZERO).close())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("jiaohao.data");
      assertThat(journal.all()).isEmpty();
    }
  }

  /** {@code /dev/full} answers every write with "No space left on device". */
  @Test
  void aFullDiskStopsDrawingAndPrintingUntilThereIsSpaceAgain() throws Exception {
    assumeThat(Path.of("/dev/full")).exists();
    FakeHallApi api = new FakeHallApi();
    FakePrinter printer = new FakePrinter();
    Path file = folder.resolve("jobs.jsonl");
    try (KioskFixture kiosk = new KioskFixture(folder, api, printer)) {
      Files.delete(file);
      Files.createSymbolicLink(file, Path.of("/dev/full"));
      assertThatThrownBy(() -> kiosk.draw("tap-0001"))
          .isInstanceOfSatisfying(
              KioskException.class, e -> assertThat(e.userMessage().code()).isEqualTo("disk-full"));
      assertThat(api.byKey).isEmpty();

      Files.delete(file);
      Files.createFile(file);
      assertThat(kiosk.draw("tap-0002").state()).isEqualTo(State.CONFIRMED);
      assertThat(api.byKey).hasSize(1);
    }
    try (JobJournal journal = open(Duration.ZERO)) {
      assertThat(journal.all()).extracting(PrintJob::id).containsExactly("tap-0002");
    }
  }

  @Test
  void aDiskThatFillsAfterTheDrawKeepsTheTicketFromThePrinter() throws Exception {
    assumeThat(Path.of("/dev/full")).exists();
    Path file = folder.resolve("jobs.jsonl");
    FakeHallApi filling =
        new FakeHallApi() {
          @Override
          public synchronized org.jiaohao.contract.http.Ticket draw(
              org.jiaohao.contract.http.DrawRequest request, String key) {
            try {
              Files.delete(file);
              Files.createSymbolicLink(file, Path.of("/dev/full"));
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
            return super.draw(request, key);
          }
        };
    FakePrinter printer = new FakePrinter();
    try (KioskFixture kiosk = new KioskFixture(folder, filling, printer)) {
      PrintJob job = kiosk.draw("tap-0001");

      assertThat(job.state()).isEqualTo(State.FAILED);
      assertThat(job.message().code()).isEqualTo("disk-full");
      assertThat(job.ticket().number()).isEqualTo("A001");
      assertThat(printer.printed).isEmpty();
      await().until(() -> !kiosk.link.published(PrintFinished.class).isEmpty());
      assertThat(kiosk.link.published(PrintFinished.class).getFirst().state())
          .isEqualTo(PrintEvent.Finished.State.FAILED);
    }
  }
}
