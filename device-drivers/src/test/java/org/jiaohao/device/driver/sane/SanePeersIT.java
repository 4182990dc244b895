package org.jiaohao.device.driver.sane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jiaohao.device.driver.Scanimage;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.jiaohao.emulator.sane.EmulatedSaned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SANE's own client scans from the emulated saned: what the driver is tested with is a saned for it
 * too. That client knows port 6566 only, so the emulator has a loopback address of its own.
 */
@VerifiedAgainst(driver = "sane", source = "an emulator SANE's own client scans from")
class SanePeersIT {
  private static final String HOST = "127.0.0.66";
  private static final String DEVICE = "net:" + HOST + ":emu:0";

  @TempDir Path folder;

  private Scanimage scanimage() throws IOException {
    return new Scanimage(folder, "net", "connect_timeout = 5\n" + HOST + "\n");
  }

  @Test
  void aPageInColour() throws Exception {
    try (var emulator = EmulatedSaned.start("tcp:" + HOST + ":6566")) {
      Scanimage scanimage = scanimage();
      assertThat(scanimage.run(DEVICE, "-A")).contains("--resolution 75|150|300");
      scanimage.run(DEVICE, "--mode=Color", "--resolution=75", "--format=png", "-op.png");
      var image = scanimage.image("p.png");
      assertThat(image.getWidth()).isEqualTo(620);
      assertThat(image.getHeight()).isEqualTo(876);
      assertThat(emulator.scanned()).isEqualTo(1);
      emulator.fault("feed", Map.of("pages", "3"));
      String said =
          scanimage.run(
              DEVICE, "--source=Automatic Document Feeder", "--format=png", "--batch=p%d.png");
      assertThat(said).contains("out of documents", "Batch terminated, 3 pages scanned");
      assertThat(scanimage.image("p3.png").getWidth()).isEqualTo(620);
    }
  }
}
