package org.jiaohao.emulator.onbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jiaohao.emulator.render.Rom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class OnbonSignEmulatorTest {
  private static final int ANSWER_BYTES = 30;

  @TempDir Path folder;

  @Test
  void showsACallOverTcp() throws Exception {
    OnbonOptions options =
        OnbonOptions.of("tcp:127.0.0.1:0").withFiles(folder.resolve("out"), null);
    try (var sign = OnbonSignEmulator.start(options);
        Socket socket = new Socket("127.0.0.1", URI.create(sign.address()).getPort())) {
      socket.getOutputStream().write(GoldenFrames.wire(GoldenFrames.CALL));
      assertThat(socket.getInputStream().readNBytes(ANSWER_BYTES)).hasSize(ANSWER_BYTES);

      assertThat(sign.text()).isEqualTo("请A001号到3号窗口");
      assertThat(sign.state().color()).isEqualTo(LedColor.RED);
      assertThat(sign.state().lit()).isEqualTo(sign.picture().lit()).isPositive();
      assertThat(sign.history()).extracting(OnbonSignEmulator.Shown::text).hasSize(1);
      byte[] png = sign.content("/sign.png").orElseThrow().bytes();
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(image.getWidth()).isEqualTo(96 * 8 + 16);
      assertThat(reds(image)).isGreaterThan(sign.picture().lit() * 20);
      assertThat(folder.resolve("out/sign-0001.png")).exists();

      sign.fault("power-cycle");

      assertThat(sign.text()).isEmpty();
      assertThat(sign.state().powered()).isTrue();
      assertThat(sign.history()).hasSize(1);
    }
  }

  private static int reds(BufferedImage image) {
    int reds = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if ((image.getRGB(x, y) & 0xFFFFFF) == LedColor.RED.rgb) {
          reds++;
        }
      }
    }
    return reds;
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void comesBackAfterTheCableWasOut() throws Exception {
    Path link = folder.resolve("strip.tty");
    try (var sign = OnbonSignEmulator.start(OnbonOptions.of("pty:" + link))) {
      exchange(link, GoldenFrames.CALL);

      sign.fault("unplug");
      assertThat(Files.isSymbolicLink(link)).isFalse();
      assertThat(sign.state().plugged()).isFalse();
      assertThat(sign.text()).isEqualTo("请A001号到3号窗口");
      sign.fault("plug");

      exchange(link, GoldenFrames.CLEAR);
      assertThat(sign.text()).isEmpty();
    }
  }

  private static void exchange(Path link, String frame) throws Exception {
    try (OutputStream out = Files.newOutputStream(link);
        InputStream in = Files.newInputStream(link)) {
      out.write(GoldenFrames.wire(frame));
      assertThat(in.readNBytes(ANSWER_BYTES)).hasSize(ANSWER_BYTES);
    }
  }

  @Test
  void namesItsFaults() throws Exception {
    try (var sign = OnbonSignEmulator.start(OnbonOptions.of("tcp:127.0.0.1:0"))) {
      assertThat(sign.faultNames())
          .contains(
              "mute",
              "slow",
              "noise-before",
              "noise-inside",
              "wrong-check",
              "wrong-address",
              "half-frame",
              "joined",
              "busy",
              "power-cycle",
              "unplug",
              "plug");
      assertThatThrownBy(() -> sign.fault("paper-out")).hasMessageContaining("wrong-check");
    }
  }

  @Test
  void refusesImpossibleSigns() {
    OnbonOptions options = OnbonOptions.of("tcp:127.0.0.1:0");

    assertThatThrownBy(() -> options.withSize(0, 16)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> options.withAddress(70000)).hasMessageContaining("65533");
    assertThatThrownBy(() -> options.withRom(Rom.GB18030)).hasMessageContaining("GBK");
  }
}
