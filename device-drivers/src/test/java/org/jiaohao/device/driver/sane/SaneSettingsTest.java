package org.jiaohao.device.driver.sane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jiaohao.device.api.DocumentScanner.ColorMode;
import org.jiaohao.device.api.DocumentScanner.Source;
import org.jiaohao.device.codec.sane.SaneOption;
import org.junit.jupiter.api.Test;

/** Words and ranges as backends have them. */
class SaneSettingsTest {
  private static SaneOption texts(String name, String... texts) {
    return new SaneOption(
        1, name, name, SaneOption.STRING, 30, 5, SaneOption.TEXTS, List.of(), List.of(texts));
  }

  private static SaneOption range(String name, int type, double least, double most) {
    var any = new SaneOption(2, name, name, type, 4, 5, 1, List.of(), List.of());
    List<Integer> words = List.of(any.word(least), any.word(most), 0);
    return new SaneOption(2, name, name, type, 4, 5, SaneOption.RANGE, words, List.of());
  }

  private static SaneSettings settings(SaneOption... options) {
    return new SaneSettings(List.of(options));
  }

  @Test
  void grayIsNotWhatOnlyLooksGray() {
    var brother =
        settings(
            texts("mode", "Black & White", "Gray[Error Diffusion]", "True Gray", "24bit Color"));
    assertThat(brother.mode(ColorMode.GRAY)).contains("True Gray");
    assertThat(brother.mode(ColorMode.BLACK_AND_WHITE)).contains("Black & White");
    assertThat(brother.mode(ColorMode.COLOR)).contains("24bit Color");
    var fujitsu = settings(texts("mode", "Lineart", "Halftone", "Gray", "Color"));
    assertThat(fujitsu.mode(ColorMode.GRAY)).contains("Gray");
    assertThat(fujitsu.mode(ColorMode.BLACK_AND_WHITE)).contains("Lineart");
  }

  @Test
  void sources() {
    var fujitsu = settings(texts("source", "ADF Front", "ADF Back", "ADF Duplex"));
    assertThat(fujitsu.source(Source.FEEDER)).contains("ADF Front");
    assertThat(fujitsu.source(Source.FEEDER_DUPLEX)).contains("ADF Duplex");
    assertThat(fujitsu.source(Source.FLATBED)).isEmpty();
    assertThat(settings().capabilities("x").sources()).containsExactly(Source.FLATBED);
  }

  @Test
  void aPlateIsScannedWholeAndEndlessPaperAsA4() {
    var plate =
        settings(
            range("tl-x", SaneOption.FIXED, 0, 215),
            range("br-x", SaneOption.FIXED, 0, 215.9),
            range("br-y", SaneOption.FIXED, 0, 420));
    assertThat(plate.edge("tl-x")).contains(0);
    assertThat(plate.edge("br-x")).contains((int) Math.round(215.9 * 65536));
    assertThat(plate.edge("br-y")).contains(420 << 16);
    assertThat(plate.edge("tl-y")).isEmpty();
    var feeder = settings(range("br-y", SaneOption.FIXED, 0, 5461.3));
    assertThat(feeder.edge("br-y")).contains(297 << 16);
    var pixels = settings(range("br-y", SaneOption.INT, 0, 3508));
    assertThat(pixels.edge("br-y")).contains(3508);
  }
}
