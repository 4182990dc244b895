package org.jiaohao.kiosk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.jiaohao.emulator.escpos.PrintedTicket;
import org.jiaohao.kiosk.Fakes;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tickets of a worn print head: twelve of its dots heat no more, each a white line through the QR
 * code, and the camera is out of focus by four dots. ZXing and zbarimg, which know nothing of us,
 * read them all the same (decision 0032 has the figures).
 */
class DeadDotsIT {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final long SEED = 32;
  private static final int DEAD = 12;

  @TempDir Path folder;

  private PrintedTicket printed(String profile, int dots) throws Exception {
    Ticket ticket = Fakes.ticket("gzdv2yfgw4vae26j", 1);
    var layout = new TicketLayout(ZoneId.of("Asia/Shanghai"), Optional.empty());
    var options = EscPosOptions.of("tcp:127.0.0.1:0").withoutDelay().withWidth(dots);
    try (var emulator = EscPosPrinterEmulator.start(options);
        TicketPrinter printer =
            Drivers.create(
                TicketPrinter.class,
                new DeviceConfig(
                    "printer", "escpos", emulator.address().toString(), profile, Map.of()))) {
      printer.open();
      await().atMost(LONG).until(() -> printer.status().usable());
      var outcome =
          printer.print(
              layout.document(ticket, "zh", printer.columns(), Mark.NONE), () -> {}, LONG);
      assertThat(outcome).isInstanceOf(PrintOutcome.Confirmed.class);
      return emulator.tickets().isEmpty()
          ? emulator.unfinished() // without a knife the paper hangs out
          : emulator.tickets().getFirst();
    }
  }

  /**
   * At least so many of a hundred.
   *
   * @param together how many of the dead dots are neighbours
   * @param deviation of the blur in dots; it spreads an edge over twice as many
   */
  @ParameterizedTest
  @CsvSource({
    "generic-80mm,576,1,2,90,95",
    "generic-80mm,576,1,3,95,90",
    "generic-80mm,576,12,3,75,60",
    "generic-58mm,384,1,3,90,90"
  })
  void aForeignReaderReadsTheCode(
      String profile, int dots, int together, double deviation, int zbar, int zxing)
      throws Exception {
    PrintedTicket ticket = printed(profile, dots);
    assertThat(ticket.bytes()).isLessThanOrEqualTo(800);
    int tries = Repetitions.of(12, 200);
    var random = new Random(SEED);
    int read = 0;
    List<Path> pictures = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      Set<Integer> dead = WornPaper.deadDots(dots, DEAD, together, random);
      WornPaper paper = new WornPaper(ticket.paper(), dead).blurred(deviation);
      read += paper.scanned().equals(Optional.of(ticket.qr().getFirst())) ? 1 : 0;
      pictures.add(Files.createDirectories(folder.resolve(profile)).resolve(i + ".png"));
      paper.write(pictures.getLast());
    }
    int foreign = zbarimg(pictures, ticket.qr().getFirst());
    String figures =
        "seed %d, %d tries: zbarimg %d, ZXing %d".formatted(SEED, tries, foreign, read);
    System.out.println(profile + " " + together + " " + deviation + ": " + figures);
    assertThat(foreign * 100 / tries).as(figures).isGreaterThanOrEqualTo(zbar);
    assertThat(read * 100 / tries).as(figures).isGreaterThanOrEqualTo(zxing);
  }

  /** How many of the pictures read so. */
  private int zbarimg(List<Path> pictures, String text) throws Exception {
    List<String> command = new ArrayList<>(List.of("zbarimg", "--quiet", "--raw"));
    pictures.forEach(picture -> command.add(picture.toString()));
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("zbarimg ends").isTrue();
    return (int) Files.readAllLines(said).stream().filter(text::equals).count();
  }
}
