package org.jiaohao.emulator.escpos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.emulator.escpos.Jobs.hex;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PrinterStatusTest {
  private static final String ASK_ALL = "10 04 01 10 04 02 10 04 03 10 04 04";

  private final Bench bench = Bench.fast();

  @ParameterizedTest
  @CsvSource({
    "none,           12 12 12 12, 10 00 00 0F, 00",
    "paper-near-end, 12 12 12 1E, 10 00 03 0F, 03",
    "paper-out,      1A 32 12 72, 18 00 0C 0F, -",
    "cover-open,     1A 16 12 12, 38 00 00 0F, -",
    "offline,        1A 12 12 12, 18 00 00 0F, -",
    "cutter-error,   1A 52 1A 12, 18 08 00 0F, -",
    "head-hot,       1A 52 52 12, 18 40 00 0F, -"
  })
  void tellsEachFault(String fault, String realTime, String automatic, String paperSensor) {
    bench.send("1D 61 FF");
    assertThat(bench.answer()).isEqualTo(hex("10 00 00 0F"));
    if (!fault.equals("none")) {
      bench.fault(fault);
      assertThat(bench.answer()).isEqualTo(hex(automatic));
    }

    bench.send(ASK_ALL);
    assertThat(bench.answer()).isEqualTo(hex(realTime));

    bench.send("1D 72 01");
    assertThat(bench.answer()).isEqualTo(paperSensor.equals("-") ? new byte[0] : hex(paperSensor));
    bench.faults.clear();
    bench.printer.advance(0);
    bench.answer();
    bench.send(ASK_ALL);
    assertThat(bench.answer()).isEqualTo(hex("12 12 12 12"));
  }

  @Test
  void answersAtOnceInsideAnImageAndWhileBusy() {
    Bench slow = new Bench(EscPosOptions.of("none").withSpeed(1));

    slow.send(Jobs.REFERENCE).send("1D 76 30 00 08 00 10 00 00 10 04 04");

    assertThat(slow.answer()).isEqualTo(hex("12"));
  }

  @Test
  void realTimeBytesAreDataOfAnImageToo() {
    bench.send("1D 76 30 00 03 00 01 00 10 04 04 41 0A 1D 56 42 00");

    assertThat(bench.answer()).isEqualTo(hex("12"));
    assertThat(bench.printer.tickets().getFirst().text().strip()).isEqualTo("A");
  }

  @Test
  void neverConfirmsAJobThatRanOutOfPaper() {
    bench.send("1B 40");
    bench.fault("paper-out", Map.of("after-rows", "50"));

    bench.send(Jobs.REFERENCE).send("10 04 04");

    assertThat(bench.answer()).isEqualTo(hex("72"));
    assertThat(bench.printer.settled()).isTrue();
  }

  @Test
  void losesTheJobWithThePowerAndKeepsTheTorso() {
    Bench slow = new Bench(EscPosOptions.of("none").withSpeed(100));
    slow.send(Jobs.REFERENCE).seconds(0.3);
    slow.fault("power-off");
    slow.seconds(5).send("10 04 01");
    assertThat(slow.answer()).isEmpty();
    int printed = slow.printer.unfinished().rows();
    assertThat(printed).isBetween(97, 600);

    slow.fault("power-off", Map.of("on", "false"));
    slow.seconds(5);
    assertThat(slow.printer.unfinished().rows()).isEqualTo(printed);
    slow.send(Jobs.REFERENCE).seconds(5);

    assertThat(slow.answer()).isEqualTo(Jobs.PROCESS_ID);
    assertThat(slow.printer.tickets()).hasSize(1);
    assertThat(slow.printer.tickets().getFirst().text()).startsWith("政务服务中心");
    assertThat(slow.printer.tickets().getFirst().rows()).isGreaterThan(printed);
  }

  @Test
  void powerCanFailAfterSoManyBytes() {
    bench.fault("power-off", Map.of("after-bytes", "40"));

    bench.send(Jobs.REFERENCE);

    assertThat(bench.printer.powered()).isFalse();
    assertThat(bench.answer()).isEmpty();
    assertThat(bench.faults.shown()).containsExactly("power-off");
  }

  @Test
  void headCoolsByItself() {
    bench.fault("head-hot", Map.of("seconds", "2"));
    bench.seconds(1).send("10 04 03");
    assertThat(bench.answer()).isEqualTo(hex("52"));

    bench.seconds(2).send("10 04 03");

    assertThat(bench.answer()).isEqualTo(hex("12"));
    assertThat(bench.faults.shown()).isEmpty();
  }

  @Test
  void clearsItsBuffersOnCommand() {
    bench.fault("cutter-error");
    bench.send(Jobs.REFERENCE).send("10 05 02");
    bench.faults.clear();
    bench.printer.advance(0);
    assertThat(bench.printer.unfinished().text()).isEmpty();
    assertThat(bench.answer()).isEmpty();

    bench.send("10 14 08 01 03 14 01 06 02 08");

    assertThat(bench.answer()).isEqualTo(hex("37 25 00"));
  }

  @Test
  void switchesOffOnCommand() {
    bench.send("10 14 02 01 08");

    assertThat(bench.printer.powered()).isFalse();
  }

  @Test
  void leavesAnUnfinishedImageAfterZeros() {
    bench.send("1D 76 30 00 48 00 80 00 FF FF").send("10 04 01");
    bench.send(new byte[72 * 128]).send("1B 40 41 0A 1D 56 42 00");

    assertThat(bench.printer.tickets().getFirst().text().strip()).isEqualTo("A");
  }

  @ParameterizedTest
  @CsvSource({
    "EPSON, 12 12 12 12",
    "IN_ORDER, 12 12 00 12",
    "ONE_WAY, ''",
    "LAGGING, 12 12 12 12",
    "CASHINO, 92 12 12 12",
    "CUSTOM, 12 12 12 12"
  })
  void speaksDialects(Dialect dialect, String answers) {
    Bench other = new Bench(EscPosOptions.of("none").withoutDelay().withDialect(dialect));
    other.send("41 0A 1D 56 42 00").send(ASK_ALL);

    assertThat(other.answer()).isEqualTo(hex(answers));
  }

  @Test
  void laggingStatusIsOneBehind() {
    Bench lagging = new Bench(EscPosOptions.of("none").withDialect(Dialect.LAGGING));
    lagging.fault("paper-out");

    lagging.send("10 04 04 10 04 04");

    assertThat(lagging.answer()).isEqualTo(hex("12 72"));
  }

  @Test
  void customFullStatusTellsTheTicketInTheExit() {
    Bench custom = new Bench(EscPosOptions.of("none").withoutDelay().withDialect(Dialect.CUSTOM));
    custom.send("41 0A 1D 56 42 00").send("10 04 14");
    assertThat(custom.answer()).isEqualTo(hex("10 0F 20 00 00 00"));

    custom.fault("take-ticket");
    custom.send("10 04 14");

    assertThat(custom.answer()).isEqualTo(hex("10 0F 00 00 00 00"));
  }

  @Test
  void bixolonRepeatsStatusAndForgetsItAtInitialise() {
    Bench bixolon = new Bench(EscPosOptions.of("none").withDialect(Dialect.BIXOLON));
    bixolon.send("1D 61 FF").seconds(2.5);
    assertThat(bixolon.answer()).hasSize(12);

    bixolon.send("1B 40").seconds(2.5);

    assertThat(bixolon.answer()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void survivesRandomBytes(Dialect dialect) {
    Bench other = new Bench(EscPosOptions.of("none").withoutDelay().withDialect(dialect));
    Random random = new Random(dialect.ordinal());
    byte[] bytes = new byte[512];
    byte[] leads = {0x1B, 0x1C, 0x1D, 0x10};
    for (int i = 0; i < 300; i++) {
      random.nextBytes(bytes);
      for (int at = random.nextInt(8); at < bytes.length; at += 1 + random.nextInt(12)) {
        bytes[at] = leads[random.nextInt(leads.length)];
      }
      other.send(bytes);
      other.faults.clear();
    }
    assertThat(other.printer.buffered()).isZero();
    other.answer();

    other.send(new byte[1 << 20]).send("18 1B 40 41 0A 1D 56 42 00");

    assertThat(other.printer.tickets().getLast().text()).contains("A\n");
  }
}
