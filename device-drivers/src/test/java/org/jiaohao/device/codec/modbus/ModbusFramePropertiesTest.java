package org.jiaohao.device.codec.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Answers are found however they are cut and whatever stands before them. */
class ModbusFramePropertiesTest {
  private static byte[] frame(int unit, int function, byte[] body) {
    return new ModbusRequest(unit, function, body).encode(); // an answer has the same frame
  }

  private static List<ModbusAnswer> cut(ModbusFrameDecoder decoder, byte[] bytes, int chunk) {
    List<ModbusAnswer> frames = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
      frames.addAll(decoder.take(part, part.length));
    }
    return frames;
  }

  @Property(tries = 500)
  void anAnswerBehindNoiseIsFoundByWhoExpectsIt(
      @ForAll @IntRange(min = 1, max = 247) int unit,
      @ForAll @IntRange(min = 1, max = 4) int function,
      @ForAll @Size(min = 2, max = 250) byte[] values,
      @ForAll @Size(max = 20) byte[] noise,
      @ForAll @IntRange(min = 1, max = 40) int chunk) {
    byte[] data = Arrays.copyOf(values, values.length & ~1);
    byte[] body = new byte[data.length + 1];
    body[0] = (byte) data.length;
    System.arraycopy(data, 0, body, 1, data.length);
    int count = function <= 2 ? data.length * 8 : data.length / 2;
    var request =
        new ModbusRequest(unit, function, new byte[] {0, 0, (byte) (count >> 8), (byte) count});
    byte[] quiet = noise.clone();
    for (int i = 0; i < quiet.length; i++) {
      quiet[i] = quiet[i] == unit ? 0 : quiet[i]; // what looks like its beginning ends with a pause
    }
    var line = new ByteArrayOutputStream();
    line.writeBytes(quiet);
    line.writeBytes(frame(unit, function, body));
    line.writeBytes(frame(unit, function, body));
    var decoder = new ModbusFrameDecoder();
    decoder.expect(request);
    List<ModbusAnswer> answers = cut(decoder, line.toByteArray(), chunk);
    assertThat(answers).hasSize(2).allSatisfy(a -> assertThat(a.data()).isEqualTo(data));
    assertThat(decoder.skipped()).isEqualTo(quiet.length);

    decoder.expect(request);
    decoder.take(noise, noise.length);
    decoder.pause();
    assertThat(cut(decoder, frame(unit, function, body), chunk)).hasSize(1);
  }

  @Property(tries = 500)
  void writtenLampsAreAnswered(
      @ForAll @IntRange(min = 1, max = 247) int unit,
      @ForAll @IntRange(max = 1000) int first,
      @ForAll @IntRange(min = 1, max = 64) int count,
      @ForAll long mask,
      @ForAll @IntRange(min = 1, max = 8) int chunk) {
    var request = ModbusRequest.writeCoils(unit, first, count, BitSet.valueOf(new long[] {mask}));
    byte[] answer = frame(unit, 15, Arrays.copyOf(request.body(), 4));
    var decoder = new ModbusFrameDecoder();
    decoder.expect(request);
    byte[] own = request.encode();
    Assume.that(!Arrays.equals(Arrays.copyOf(own, answer.length), answer)); // 1 of 65,536 is both
    assertThat(decoder.take(own, own.length)).as("an adapter's echo of our own").isEmpty();
    decoder.pause();
    List<ModbusAnswer> answers = cut(decoder, answer, chunk);
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst().answers(request)).isTrue();
  }
}
