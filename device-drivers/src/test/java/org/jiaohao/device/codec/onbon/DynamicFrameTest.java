package org.jiaohao.device.codec.onbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jiaohao.device.Dump;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@VerifiedAgainst(driver = "onbon-f0", source = "maker's own program")
class DynamicFrameTest {
  private static final int BX_5E1 = 0x0154;
  private static final int BX_6E1 = 0x0174;

  /** Where the maker's program lit lamps for "A1", one int a row, the highest bit left. */
  private static final int[] A1 = {
    0,
    0,
    0,
    0x000c7000,
    0x000c1000,
    0x000c1000,
    0x00121000,
    0x00121000,
    0x00121000,
    0x001e1000,
    0x00211000,
    0x00217c00,
    0,
    0,
    0,
    0
  };

  static byte[] golden(String name, char direction) {
    byte[] frame = Dump.read("onbon-f0/" + name, direction);
    byte[] wire = new byte[frame.length + 8];
    Arrays.fill(wire, 0, 8, (byte) 0xa5);
    System.arraycopy(frame, 0, wire, 8, frame.length);
    return wire;
  }

  private static byte[] frame(int card, int type, byte[] data) {
    return new DynamicFrame(card, OnbonFrame.COMPUTER, type, data).encode();
  }

  private static int a1(int x, int y) {
    return (A1[y] >>> 31 - x & 1) == 1 ? 0xff0000 : 0;
  }

  @Test
  void pingAndDeleteAreTheMakersBytes() {
    assertThat(frame(0xfffe, DynamicFrame.ANY_TYPE, DynamicCommands.ping()))
        .isEqualTo(golden("ping", '>'));
    assertThat(frame(1, BX_6E1, DynamicCommands.delete(0))).isEqualTo(golden("delete-6e", '>'));
    assertThat(frame(1, BX_6E1, DynamicCommands.deleteAll()))
        .isEqualTo(golden("delete-all-6e", '>'));
  }

  @Test
  void aPictureOfTheFifthGenerationIsTheMakersBytes() {
    byte[] bits = PixelFormat.BYTES.pack(0, 32, 16, 1, DynamicFrameTest::a1);
    var page = new DynamicArea.Page(DynamicArea.QUICK, 0, 10, 750, 32, bits);
    var area = new DynamicArea(0, 60, 0, 0, 32, 16, List.of(page));
    assertThat(frame(1, BX_5E1, DynamicCommands.update5(area))).isEqualTo(golden("update-5e", '>'));
  }

  @Test
  void aPictureOfTheSixthGenerationIsTheMakersBytes() {
    byte[] bits = PixelFormat.WORDS.pack(0, 32, 16, 1, DynamicFrameTest::a1);
    var page = new DynamicArea.Page(DynamicArea.QUICK, 1, 10, 400, 32, bits);
    var area = new DynamicArea(0, 60, 0, 0, 32, 16, List.of(page));
    assertThat(frame(1, BX_6E1, DynamicCommands.update6(List.of(area))))
        .isEqualTo(golden("update-6e", '>'));
  }

  @Test
  void severalAreasHaveTheirPicturesBehindOneAnother() {
    var one = new DynamicArea.Page(DynamicArea.STILL, 0, 0, 50, 8, new byte[] {1, 2});
    var two = new DynamicArea.Page(DynamicArea.STILL, 0, 0, 50, 8, new byte[] {3, 4, 5});
    byte[] data =
        DynamicCommands.update6(
            List.of(
                new DynamicArea(0, 0, 0, 0, 8, 2, List.of(one, two)),
                new DynamicArea(1, 0, 8, 0, 8, 2, List.of(two))));
    String hex = HexFormat.of().formatHex(data);
    assertThat(hex).startsWith("01a700").endsWith("0102030405030405");
    assertThat(hex)
        .contains("00000000" + "02000000") // first page
        .contains("02000000" + "03000000") // second page
        .contains("05000000" + "03000000"); // page of the second area
  }

  @Test
  void aTextForACardWithFontsHasTheAnalysedLayout() {
    var area = new DynamicArea(2, 0, 0, 0, 64, 16, List.of());
    byte[] data = DynamicCommands.showText(area, DynamicArea.STILL, new byte[] {0x41, 0x31});
    assertThat(HexFormat.of().formatHex(data))
        .isEqualTo(
            "01a706"
                + "000001" // not kept, none deleted, one area
                + "35000000" // length of the area
                + "0200000001000001" // id, run mode, timeout, programs, cover
                + "00000000"
                + "10"
                + "0000000040001000" // x, y, width, height
                + "00"
                + "0000000000000000"
                + "00000000" // layout, spacings
                + "000000000000"
                + "0202010000" // lines, effects, speed
                + "0800"
                + "02000000"
                + "4131");
  }

  @ParameterizedTest
  @CsvSource({"BYTES,1,0,7ffeffff", "BYTES,2,0,7ffffffeffffffff", "BYTES,1,3,efdfffff"})
  void bytesOfTheFifthGeneration(PixelFormat format, int colors, int left, String expected) {
    // red at the left of the first row; at the right: green with two colours
    byte[] bits =
        format.pack(
            left,
            left == 0 ? 16 : 8,
            2,
            colors,
            (x, y) -> y > 0 ? 0 : x == 0 ? 0xff0000 : x == (left == 0 ? 15 : 7) ? 0xff00 : 0);
    assertThat(HexFormat.of().formatHex(bits)).isEqualTo(expected);
  }

  @Test
  void planesOfTheSixthGeneration() {
    byte[] bits =
        PixelFormat.WORDS.pack(
            0, 33, 1, 2, (x, y) -> x == 0 ? 0xffff00 : x == 8 ? 0xff00 : x == 32 ? 0xff0000 : 0);
    assertThat(HexFormat.of().formatHex(bits))
        .isEqualTo("ffffff7f" + "ffffff7f" + "ffff7f7f" + "ffffffff");
  }

  @Test
  void fullColours() {
    int[] colors = {0xff0000, 0x00ff00, 0x0000ff, 0x804020};
    assertThat(HexFormat.of().formatHex(PixelFormat.RGB565.pack(0, 4, 1, 3, (x, y) -> colors[x])))
        .isEqualTo("00f8" + "e007" + "1f00" + "0482");
    assertThat(HexFormat.of().formatHex(PixelFormat.RGB888.pack(0, 4, 1, 3, (x, y) -> colors[x])))
        .isEqualTo("ff0000" + "00ff00" + "0000ff" + "804020");
  }

  @Test
  void theAnswerOfACardIsRead() {
    byte[] bytes = golden("ack", '<');
    List<DynamicFrame> frames = new DynamicFrameDecoder().take(bytes, bytes.length);
    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().source()).isEqualTo(1);
    assertThat(frames.getFirst().destination()).isEqualTo(OnbonFrame.COMPUTER);
    assertThat(GeneralCommands.error(frames.getFirst().data())).isZero();
    assertThat(frames.getFirst().encode()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"00a0010000050000,5", "00a0010000000000,255", "00a00001000300,3", "00a0,255"})
  void refusalsHaveACode(String answer, int code) {
    assertThat(GeneralCommands.error(HexFormat.of().parseHex(answer))).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "delete-6e", "delete-all-6e", "update-5e", "update-6e"})
  void everyGoldenFrameDecodesToWhatEncodesToIt(String name) {
    byte[] bytes = golden(name, '>');
    List<DynamicFrame> frames = new DynamicFrameDecoder().take(bytes, bytes.length);
    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().encode()).isEqualTo(bytes);
  }

  @Test
  void everyTruncationAndEveryWrongByteIsRefusedAndCounted() {
    byte[] good = golden("update-6e", '>');
    for (int length = 9; length < good.length - 1; length++) {
      byte[] cut = Arrays.copyOf(good, length + 1);
      cut[length] = 0x5a;
      var decoder = new DynamicFrameDecoder();
      assertThat(decoder.take(cut, cut.length)).as("cut at " + length).isEmpty();
      assertThat(decoder.skipped()).isPositive();
    }
    for (int at = 8; at < good.length - 1; at++) {
      byte[] wrong = good.clone();
      wrong[at] ^= 1;
      assertThat(new DynamicFrameDecoder().take(wrong, wrong.length)).as("byte " + at).isEmpty();
    }
  }

  @Test
  void joinedFramesADoubledEndAndFramesOfOtherFamilies() {
    byte[] one = golden("ping", '>');
    byte[] both = Arrays.copyOf(one, one.length * 2 + 1);
    both[one.length] = 0x5a;
    System.arraycopy(one, 0, both, one.length + 1, one.length);
    assertThat(new DynamicFrameDecoder().take(both, both.length)).hasSize(2);

    byte[] other = new OnbonFrame(1, OnbonFrame.COMPUTER, OnbonCommands.ping()).encode();
    var decoder = new DynamicFrameDecoder();
    assertThat(decoder.take(other, other.length)).isEmpty();
    assertThat(decoder.skipped()).isEqualTo(1);
  }

  @Test
  void tenThousandRandomStringsNeitherThrowNorHang() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var dynamic = new DynamicFrameDecoder();
    var general = new GeneralFrameDecoder();
    for (int i = 0; i < 10_000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      dynamic.take(noise, noise.length);
      general.take(noise, noise.length);
    }
    byte[] ping = golden("ping", '>');
    assertThat(dynamic.take(ping, ping.length)).as("seed " + seed).hasSize(1);
  }
}
