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
class DynamicFramePropertiesTest {
  @Property(tries = 300)
  void anyChunkingGivesTheSameFrame(
      @ForAll @Size(max = 200) byte[] data,
      @ForAll @IntRange(max = 0xffff) int card,
      @ForAll @IntRange(max = 0xffff) int type,
      @ForAll @IntRange(min = 1, max = 40) int chunk) {
    byte[] bytes = new DynamicFrame(card, OnbonFrame.COMPUTER, type, data).encode();
    var decoder = new DynamicFrameDecoder();
    var frames = new ArrayList<DynamicFrame>();
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
      frames.addAll(decoder.take(part, part.length));
    }
    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().destination()).isEqualTo(card);
    assertThat(frames.getFirst().deviceType()).isEqualTo(type);
    assertThat(frames.getFirst().data()).isEqualTo(data);
    assertThat(decoder.skipped()).isZero();
  }

  @Property(tries = 300)
  void generalFramesToo(
      @ForAll @Size(max = 200) byte[] body,
      @ForAll @IntRange(min = 5, max = 6) int generation,
      @ForAll @IntRange(max = 0xffff) int card,
      @ForAll @IntRange(max = 0xffff) int sequence,
      @ForAll @IntRange(min = 1, max = 40) int chunk) {
    var frame =
        new GeneralFrame(generation, card, OnbonFrame.COMPUTER, 0x154, 1, sequence, 7, body);
    byte[] bytes = frame.encode();
    var decoder = new GeneralFrameDecoder();
    var frames = new ArrayList<GeneralFrame>();
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
      frames.addAll(decoder.take(part, part.length));
    }
    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().body()).isEqualTo(body);
    assertThat(frames.getFirst().encode()).isEqualTo(bytes);
  }

  @Property(tries = 300)
  void noiseIsSkippedAndTheNextGoodFrameFound(
      @ForAll @Size(max = 300) byte[] noise, @ForAll @Size(min = 1, max = 60) byte[] data) {
    var decoder = new DynamicFrameDecoder();
    decoder.take(noise, noise.length);
    byte[] bytes = new DynamicFrame(1, OnbonFrame.COMPUTER, 0x154, data).encode();
    List<DynamicFrame> frames = decoder.take(bytes, bytes.length);
    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().data()).isEqualTo(data);
  }
}
