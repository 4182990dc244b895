package org.jiaohao.device.codec.onbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jiaohao.device.Dump;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@VerifiedAgainst(driver = "onbon-k", source = "maker's own encoder")
class OnbonFrameTest {
  private static final Charset GB18030 = Charset.forName("GB18030");

  private static byte[] golden(String name) {
    var out = new ByteArrayOutputStream();
    byte[] start = new byte[8];
    Arrays.fill(start, (byte) 0xa5);
    out.writeBytes(start);
    out.writeBytes(Dump.read("onbon/" + name, '>'));
    return out.toByteArray();
  }

  private static byte[] frame(int card, byte[] data) {
    return new OnbonFrame(card, OnbonFrame.COMPUTER, data).encode();
  }

  @Test
  void commandsAreTheMakersBytes() {
    assertThat(frame(1, OnbonCommands.ping())).isEqualTo(golden("ping"));
    assertThat(frame(1, OnbonCommands.status())).isEqualTo(golden("status"));
    assertThat(frame(1, OnbonCommands.clear())).isEqualTo(golden("clear"));
    assertThat(frame(1, OnbonCommands.power(true))).isEqualTo(golden("on"));
    assertThat(frame(1, OnbonCommands.power(false))).isEqualTo(golden("off"));
    assertThat(frame(1, OnbonCommands.clock(LocalDateTime.of(2026, 10, 15, 9, 30, 45))))
        .isEqualTo(golden("clock"));
    assertThat(frame(3, OnbonCommands.showTexts(List.of(0), List.of())))
        .isEqualTo(golden("delete-area"));
  }

  @ParameterizedTest
  @CsvSource({
    "call,1,\\C1请A001号到3号窗口",
    "paused,3,暂停服务",
    "escape-gbk,3,人力资源",
    "escape-z,3,Z001",
    "escape-all,3,Z[ア"
  })
  void textsAreTheMakersBytes(String dump, int card, String text) {
    byte[] bytes = text.getBytes(GB18030);
    var area = new TextArea(0, 0, 0, 96, 16, TextArea.TOP_LEFT, TextArea.STILL, false, bytes);
    assertThat(frame(card, OnbonCommands.showTexts(List.of(), List.of(area))))
        .isEqualTo(golden(dump));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ping",
        "status",
        "clear",
        "on",
        "off",
        "clock",
        "call",
        "call-with-voice",
        "paused",
        "delete-area",
        "escape-gbk",
        "escape-z",
        "escape-all"
      })
  void everyGoldenFrameDecodesToWhatEncodesToIt(String name) {
    byte[] bytes = golden(name);
    List<OnbonFrame> frames = new OnbonFrameDecoder().take(bytes, bytes.length);
    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().encode()).isEqualTo(bytes);
  }

  @Test
  void everyTruncationAndEveryWrongByteIsRefusedAndCounted() {
    byte[] good = golden("call");
    for (int length = 9; length < good.length - 1; length++) {
      byte[] cut = Arrays.copyOf(good, length + 1);
      cut[length] = 0x5a;
      var decoder = new OnbonFrameDecoder();
      assertThat(decoder.take(cut, cut.length)).as("cut at " + length).isEmpty();
      assertThat(decoder.skipped()).isPositive();
    }
    for (int at = 8; at < good.length - 1; at++) {
      byte[] wrong = good.clone();
      wrong[at] ^= 1;
      assertThat(new OnbonFrameDecoder().take(wrong, wrong.length)).as("byte " + at).isEmpty();
    }
  }

  @Test
  void twoJoinedFramesAreTwo() {
    byte[] one = golden("ping");
    byte[] both = Arrays.copyOf(one, one.length * 2);
    System.arraycopy(one, 0, both, one.length, one.length);
    assertThat(new OnbonFrameDecoder().take(both, both.length)).hasSize(2);
  }

  @Test
  void tenThousandRandomStringsNeitherThrowNorHang() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var decoder = new OnbonFrameDecoder();
    byte[] ping = golden("ping");
    for (int i = 0; i < 10_000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      decoder.take(noise, noise.length);
    }
    assertThat(decoder.take(ping, ping.length)).as("seed " + seed).hasSize(1);
  }
}
