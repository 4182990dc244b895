package org.jiaohao.emulator.escpos;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.Parameters;

/** A printer on the bench: bytes in, virtual time, answers out; no thread. */
final class Bench {
  static final long SECOND = 1_000_000_000;

  final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  final Faults faults = new Faults();
  final EscPosPrinter printer;

  Bench(EscPosOptions options) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-23T01:12:05Z"), ZoneOffset.UTC);
    printer =
        new EscPosPrinter(
            options, clock, faults, new AnswerFaults(faults), answers::writeBytes, ticket -> {});
    faults.lasting(
        "power-off",
        (on, p) -> {
          if (on) {
            printer.powerOff();
          } else {
            printer.powerOn();
          }
        });
  }

  static Bench fast() {
    return new Bench(EscPosOptions.of("none").withoutDelay());
  }

  Bench send(byte... bytes) {
    for (byte b : bytes) {
      if (printer.powered()) {
        printer.receive(b);
        faults.count("bytes");
      }
    }
    printer.advance(0);
    return this;
  }

  Bench send(String hex) {
    return send(Jobs.hex(hex));
  }

  Bench seconds(double seconds) {
    for (int i = 0; i < 100; i++) {
      printer.advance((long) (seconds * SECOND / 100));
    }
    return this;
  }

  void fault(String name, Map<String, String> parameters) {
    faults.apply(name, new Parameters(parameters));
  }

  void fault(String name) {
    fault(name, Map.of());
  }

  byte[] answer() {
    byte[] bytes = answers.toByteArray();
    answers.reset();
    return bytes;
  }
}
