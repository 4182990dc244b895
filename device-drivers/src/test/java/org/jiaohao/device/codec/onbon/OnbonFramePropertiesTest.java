package org.jiaohao.device.codec.onbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Kept apart from the other tests: properties run on an engine of their own. */
class OnbonFramePropertiesTest {
  private static byte[] frame(int card, byte[] data) {
    return new OnbonFrame(card, OnbonFrame.COMPUTER, data).encode();
  }

  @Property(tries = 300)
  void anyChunkingGivesTheSameFrame(
      @ForAll @Size(max = 200) byte[] data,
      @ForAll @IntRange(max = 0xffff) int card,
      @ForAll @IntRange(min = 1, max = 40) int chunk) {
    byte[] bytes = frame(card, data);
    var decoder = new OnbonFrameDecoder();
    var frames = new ArrayList<OnbonFrame>();
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
      frames.addAll(decoder.take(part, part.length));
    }
    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().destination()).isEqualTo(card);
    assertThat(frames.getFirst().data()).isEqualTo(data);
    assertThat(decoder.skipped()).isZero();
  }

  @Property(tries = 300)
  void noiseIsSkippedAndTheNextGoodFrameFound(
      @ForAll @Size(max = 300) byte[] noise, @ForAll @Size(min = 1, max = 60) byte[] data) {
    var decoder = new OnbonFrameDecoder();
    decoder.take(noise, noise.length);
    byte[] bytes = frame(1, data);
    List<OnbonFrame> frames = decoder.take(bytes, bytes.length);
    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().data()).isEqualTo(data);
  }
}
