package org.jiaohao.device.codec.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Kept apart from the other tests: properties run on an engine of their own. */
class EscPosFramePropertiesTest {
  @Provide
  Arbitrary<List<EscPosAnswer>> answers() {
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 0xFF);
    Arbitrary<Integer> sensor = any.map(b -> b & 0x6F);
    Arbitrary<EscPosAnswer> realTime = any.map(b -> new EscPosAnswer.RealTime(b & 0xEC | 0x12));
    Arbitrary<EscPosAnswer> automatic =
        Combinators.combine(any.map(b -> b & 0x6C | 0x10), sensor, sensor, sensor)
            .as(EscPosAnswer.Automatic::new);
    Arbitrary<EscPosAnswer> ordered = sensor.map(EscPosAnswer.Ordered::new);
    Arbitrary<EscPosAnswer> block =
        Combinators.combine(
                Arbitraries.of(0x35, 0x37, 0x3B, 0x3D, 0x5F),
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(40))
            .as(EscPosAnswer.Block::new);
    return Arbitraries.oneOf(realTime, automatic, ordered, block).list().ofMaxSize(30);
  }

  private static byte[] encode(List<EscPosAnswer> answers) {
    var out = new ByteArrayOutputStream();
    for (EscPosAnswer answer : answers) {
      switch (answer) {
        case EscPosAnswer.RealTime a -> out.write(a.bits());
        case EscPosAnswer.Ordered a -> out.write(a.bits());
        case EscPosAnswer.Automatic a ->
            out.writeBytes(
                new byte[] {
                  (byte) a.first(), (byte) a.second(), (byte) a.third(), (byte) a.fourth()
                });
        case EscPosAnswer.Block a -> {
          out.write(a.header());
          out.writeBytes(a.body().getBytes(StandardCharsets.ISO_8859_1));
          out.write(0);
        }
      }
    }
    return out.toByteArray();
  }

  @Property(tries = 500)
  void anyChunkingGivesTheSameAnswers(
      @ForAll("answers") List<EscPosAnswer> answers,
      @ForAll @IntRange(min = 1, max = 12) int chunk) {
    byte[] bytes = encode(answers);
    var decoder = new EscPosFrameDecoder();
    var decoded = new ArrayList<EscPosAnswer>();
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
      decoded.addAll(decoder.take(part, part.length));
    }
    assertThat(decoded).isEqualTo(answers);
    assertThat(decoder.skipped()).isZero();
  }

  @Property(tries = 1000)
  void aProofBehindNoiseIsFound(@ForAll byte[] noise) {
    var decoder = new EscPosFrameDecoder();
    decoder.take(noise, noise.length);
    byte[] proof = "7\"0042\0".getBytes(StandardCharsets.ISO_8859_1);
    var answers = decoder.take(proof, proof.length);
    byte[] next = {0x12};
    answers.addAll(decoder.take(next, 1));

    boolean cutOff = noise.length >= 249; // a block that noise began may just be full
    boolean found =
        answers.stream().anyMatch(a -> a instanceof EscPosAnswer.Block b && b.answers("0042"));
    assertThat(found || cutOff || beganAutomatic(noise)).isTrue();
    assertThat(answers).last().isEqualTo(new EscPosAnswer.RealTime(0x12));
  }

  /** Whether noise ends like the first bytes of an automatic status, which takes three more. */
  private static boolean beganAutomatic(byte[] noise) {
    for (int at = Math.max(0, noise.length - 3); at < noise.length; at++) {
      if ((noise[at] & 0x93) == 0x10) {
        return true;
      }
    }
    return false;
  }
}
