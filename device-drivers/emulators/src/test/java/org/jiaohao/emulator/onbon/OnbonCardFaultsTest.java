package org.jiaohao.emulator.onbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.emulator.onbon.GoldenFrames.CALL;
import static org.jiaohao.emulator.onbon.GoldenFrames.PING;

import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.jiaohao.emulator.line.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with a card, and what it survives. */
class OnbonCardFaultsTest extends OnbonCardFixture {
  @ParameterizedTest
  @CsvSource({"noise-before, 42", "noise-inside, 33", "half-frame, 15", "joined, 60"})
  void spoilsTheFormOfOneAnswer(String fault, int length) {
    faults.apply(fault, new Parameters(Map.of("count", "1")));

    send(PING);

    assertThat(answers.size()).isEqualTo(length);
    answers.reset();
    send(PING);
    assertThat(answer(1)).isEqualTo("A000 00");
    assertThat(faults.shown()).isEmpty();
  }

  @Test
  void spoilsTheContentOfAnswers() {
    send(PING);
    byte[] good = answers.toByteArray();
    answers.reset();
    faults.apply("wrong-check", Parameters.NONE);
    send(PING);
    byte[] wrongCrc = answers.toByteArray();
    answers.reset();
    faults.clear();
    faults.apply("wrong-address", Parameters.NONE);
    send(PING);
    assertThat(answers.toByteArray()[10]).isEqualTo((byte) 2);
    answers.reset();
    faults.clear();

    assertThat(wrongCrc).isNotEqualTo(good).startsWith(java.util.Arrays.copyOf(good, 20));
    faults.apply("busy", Parameters.NONE);
    send(CALL);
    assertThat(answer(1)).isEqualTo("A001 03");
    assertThat(card.memory().areas()).isEmpty();
    faults.clear();
    faults.apply("slow", new Parameters(Map.of("ms", "300")));
    send(PING);
    seconds(0.2);
    assertThat(answer(1)).isEqualTo("none");
    seconds(0.2);
    assertThat(answer(1)).isEqualTo("A000 00");
  }

  @Test
  void survivesRandomBytes() {
    Random random = new Random(7);
    byte[] bytes = new byte[300];
    for (int i = 0; i < 2000; i++) {
      random.nextBytes(bytes);
      bytes[random.nextInt(20)] = (byte) 0xA5;
      raw(bytes);
      byte[] content = java.util.Arrays.copyOf(hex(CALL), hex(CALL).length - 3);
      for (int change = 0; change < 3; change++) {
        content[14 + random.nextInt(content.length - 14)] = (byte) random.nextInt();
      }
      send(withCrc(HexFormat.of().formatHex(content)));
      card.picture();
    }
    answers.reset();
    send(CALL);

    assertThat(answer(1)).isEqualTo("A000 00");
    assertThat(card.memory().areas()).isNotEmpty();
  }
}
