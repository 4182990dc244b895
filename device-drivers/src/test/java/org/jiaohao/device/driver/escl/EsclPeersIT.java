package org.jiaohao.device.driver.escl;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jiaohao.device.driver.Scanimage;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.jiaohao.emulator.escl.NetworkScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two programs that speak eSCL scan from the emulated scanner: what the driver is tested with is a
 * scanner for them too.
 */
@VerifiedAgainst(driver = "escl", source = "an emulator sane-airscan and SANE's escl scan from")
class EsclPeersIT {
  private static final String AIRSCAN = "airscan:e0:Emu";
  private static final int WIDTH = 850; // 2550/300 inch at 100 dpi
  private static final int HEIGHT = 1169; // 3508/300 inch
  private static final int WHITE = 0xFFFFFFFF;

  @TempDir Path folder;

  private Scanimage airscan(NetworkScanner emulator) throws IOException {
    String configuration =
        """
        [devices]
        "Emu" = %s/, eSCL
        [options]
        discovery = disable
        """;
    return new Scanimage(folder, "airscan", configuration.formatted(emulator.address()));
  }

  private static void whole(BufferedImage image) {
    assertThat(image.getWidth()).isEqualTo(WIDTH);
    assertThat(image.getHeight()).isEqualTo(HEIGHT);
    assertThat(image.getRGB(5, HEIGHT / 2)).as("border").isNotEqualTo(WHITE);
    assertThat(image.getRGB(WIDTH / 2, HEIGHT / 2)).as("paper").isEqualTo(WHITE);
    assertThat(image.getRGB(WIDTH - 6, HEIGHT / 2)).as("border").isNotEqualTo(WHITE);
  }

  @Test
  void airscanFindsWhatItCanDoAndScansThePlate() throws Exception {
    try (var emulator = NetworkScanner.start("tcp:127.0.0.1:0")) {
      Scanimage scanimage = airscan(emulator);
      assertThat(scanimage.run(AIRSCAN, "-A"))
          .contains("--resolution 100|300dpi", "Flatbed|ADF|ADF Duplex");
      scanimage.run(AIRSCAN, "--source=Flatbed", "--resolution=100", "--format=png", "-op.png");
      whole(scanimage.image("p.png"));
      assertThat(emulator.scanned()).isEqualTo(1);
      assertThat(emulator.jobs()).as("jobs left behind").isZero();
    }
  }

  @Test
  void airscanReadsTheFeederToItsEnd() throws Exception {
    try (var emulator = NetworkScanner.start("tcp:127.0.0.1:0")) {
      Scanimage scanimage = airscan(emulator);
      emulator.fault("feed", Map.of("pages", "3"));
      String said =
          scanimage.run(
              AIRSCAN, "--source=ADF", "--resolution=100", "--format=png", "--batch=p%d.png");
      assertThat(said).contains("out of documents", "Batch terminated, 3 pages scanned");
      for (int page = 1; page <= 3; page++) {
        whole(scanimage.image("p" + page + ".png"));
      }
      assertThat(emulator.scanned()).isEqualTo(3);
      assertThat(emulator.jobs()).as("jobs left behind").isZero();
    }
  }

  @Test
  void airscanScansThroughTls() throws Exception {
    try (var emulator = NetworkScanner.start("tls:127.0.0.1:0")) {
      Scanimage scanimage = airscan(emulator);
      emulator.fault("feed", Map.of("pages", "2"));
      String said =
          scanimage.run(
              AIRSCAN, "--source=ADF", "--resolution=100", "--format=png", "--batch=p%d.png");
      assertThat(said).contains("Batch terminated, 2 pages scanned");
      whole(scanimage.image("p2.png"));
      assertThat(emulator.jobs()).as("jobs left behind").isZero();
    }
  }

  /** In colour: this backend reads no gray PNG. */
  @Test
  void theBackendOfSaneScansThePlate() throws Exception {
    try (var emulator = NetworkScanner.start("tcp:127.0.0.1:0")) {
      String host = emulator.address().toString().replace("/eSCL", "");
      var scanimage = new Scanimage(folder, "escl", "device " + host + " \"Emu\"\n");
      scanimage.run(
          "escl:" + host,
          "--source=Flatbed",
          "--mode=Color",
          "--resolution=100",
          "--format=png",
          "-op.png");
      whole(scanimage.image("p.png"));
      assertThat(emulator.scanned()).isEqualTo(1);
    }
  }
}
