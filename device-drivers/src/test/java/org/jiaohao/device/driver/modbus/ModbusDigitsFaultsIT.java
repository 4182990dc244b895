package org.jiaohao.device.driver.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jiaohao.device.Quick;
import org.jiaohao.device.SignFaultSuite;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.line.EmulatedModel;
import org.jiaohao.emulator.modbus.DigitsDisplay;
import org.jiaohao.emulator.modbus.ModbusDigitsKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModbusDigitsFaultsIT extends SignFaultSuite {
  private static final Duration SOON = Duration.ofSeconds(3);

  @Override
  protected String driver() {
    return "modbus-digits";
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return ModbusDigitsKind.start(listen, 0, 1, 6);
  }

  @SuppressWarnings("unchecked")
  private static String text(EmulatedDevice display) {
    return ((EmulatedModel<DigitsDisplay>) display).read(DigitsDisplay::text);
  }

  private static SignContent still(String text) {
    return SignContent.of(text, Color.RED, Motion.STATIC, 0);
  }

  @Override
  protected boolean shows(EmulatedDevice emulator, String ticket, byte[] preview) {
    return text(emulator).equals("  " + ticket);
  }

  private static Sign sign(EmulatedDevice display, Map<String, String> options) {
    Sign sign =
        Quick.device(
            Sign.class,
            new DeviceConfig(
                "digits", "modbus-digits", display.address().toString(), null, options));
    sign.open();
    await().atMost(SOON).until(() -> sign.status().usable());
    return sign;
  }

  @ParameterizedTest
  @CsvSource({
    "text,请A001号到3号窗口,'  A001'",
    "text,12,'    12'",
    "text,-5,'    -5'",
    "text,1234567号,'234567'",
    "text,暂停服务,'      '",
    "text,3号窗口 综合业务,'     3'",
    "segments,请B027号,'  B027'"
  })
  void whatOfATextIsShown(String form, String text, String shown) throws Exception {
    try (var display = ModbusDigitsKind.start("tcp:127.0.0.1:0", 0, 3, 6);
        var sign = sign(display, Map.of("card-address", "3", "form", form))) {
      sign.show(still("888888"), outcome -> {});
      await().atMost(SOON).until(() -> text(display).equals("888888"));
      sign.show(still(text), outcome -> {});
      await().atMost(SOON).until(() -> text(display).equals(shown));
      assertThat(sign.features().width()).isEqualTo(6);
      assertThat(sign.features().height()).isEqualTo(1);
      assertThat(sign.features().confirms()).isTrue();
    }
  }

  @Test
  void anOddDisplayIsFilledFromTheRightAndToldAgainAfterAPowerCut() throws Exception {
    try (var display = ModbusDigitsKind.start("tcp:127.0.0.1:0", 0, 1, 3);
        var sign = sign(display, Map.of("digits", "3"))) {
      sign.show(still("27"), outcome -> {});
      await().atMost(SOON).until(() -> text(display).equals(" 27"));
      display.fault("power-cycle", Map.of());
      await().atMost(Duration.ofSeconds(5)).until(() -> text(display).equals(" 27"));
    }
  }

  @Test
  void aCallBlinksAndThenStands() throws Exception {
    try (var display = ModbusDigitsKind.start("tcp:127.0.0.1:0", 0, 1, 6);
        var sign = sign(display, Map.of())) {
      sign.show(SignContent.of("A001", Color.RED, Motion.STATIC, 2), outcome -> {});
      await().atMost(SOON).until(() -> text(display).equals("  A001"));
      await().atMost(SOON).until(() -> text(display).isBlank());
      await()
          .during(Duration.ofMillis(1200))
          .atMost(Duration.ofSeconds(6))
          .until(() -> text(display).equals("  A001"));
    }
  }

  /** Bar by bar, drawn by two programs that share no code, by the middle of each bar. */
  @Test
  void thePreviewHasTheBarsOfTheDisplay() throws Exception {
    int[][] here = {{6, 2}, {9, 5}, {9, 12}, {6, 16}, {2, 12}, {2, 5}, {6, 9}};
    int[][] there = {{12, 5}, {18, 12}, {18, 27}, {12, 34}, {5, 27}, {5, 12}, {12, 19}};
    try (var display = ModbusDigitsKind.start("tcp:127.0.0.1:0", 0, 1, 6);
        var sign = sign(display, Map.of("form", "segments"))) {
      for (String text : List.of("012345", "6789AB", "CDEF-8")) {
        sign.show(still(text), outcome -> {});
        await().atMost(SOON).until(() -> !bars(display(display), there, 24).isEmpty());
        await()
            .atMost(SOON)
            .until(
                () ->
                    bars(display(display), there, 24)
                        .equals(bars(picture(sign.preview(still(text))), here, 12)));
      }
    }
  }

  private static BufferedImage display(EmulatedDevice display) throws Exception {
    return picture(display.content("/sign.png").orElseThrow().bytes());
  }

  private static BufferedImage picture(byte[] png) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static List<Integer> bars(BufferedImage picture, int[][] places, int wide) {
    var all = new ArrayList<Integer>();
    for (int i = 0; i < 6; i++) {
      int bars = 0;
      for (int bar = 0; bar < places.length; bar++) {
        int rgb = picture.getRGB(i * wide + places[bar][0], places[bar][1]);
        bars |= (rgb >> 16 & 0xFF) == 0xFF ? 1 << bar : 0;
      }
      all.add(bars);
    }
    return all;
  }

  @Test
  void theBarsAreThoseOfTheManual() {
    byte[] expected = {
      0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F, 0x77, 0x7C, 0x39, 0x5E, 0x79, 0x71
    };
    assertThat(Segments.of("0123456789AbCdEF")).isEqualTo(expected);
    assertThat(Segments.of(" -?")).isEqualTo(new byte[] {0, 0x40, 0});
  }
}
