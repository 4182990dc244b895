package org.jiaohao.device.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** SANE's own program for scanning, with one backend only. */
public final class Scanimage {
  private static final int LONGEST_SECONDS = 60;

  private static final Pattern PNM =
      Pattern.compile("P([56])\\n(?:#[^\\n]*\\n)*(\\d+) (\\d+)\\n255\\n");

  private final Path folder;

  /**
   * Prepares a folder of configuration.
   *
   * @param backend for example {@code net}
   * @param configuration what stands in its file
   */
  public Scanimage(Path folder, String backend, String configuration) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("dll.d"));
    Files.writeString(folder.resolve("dll.conf"), backend + "\n");
    Files.writeString(folder.resolve(backend + ".conf"), configuration);
  }

  /** Runs it, in the folder; what it said. */
  public String run(String device, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("scanimage", "-d", device));
    command.addAll(List.of(options));
    Path said = folder.resolve("said.txt");
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("SANE_CONFIG_DIR", folder.toString());
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
      assertThat(ended).as("scanimage ends; so far: %s", Files.readString(said)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(said);
  }

  /** A picture it wrote, PNG or PNM; what it said tells why when there is none. */
  public BufferedImage image(String file) throws IOException {
    Path written = folder.resolve(file);
    assertThat(written).as(Files.readString(folder.resolve("said.txt"))).isNotEmptyFile();
    BufferedImage image = ImageIO.read(written.toFile());
    return image == null ? pnm(Files.readAllBytes(written)) : image;
  }

  /** Gray or colour, 8 bits. */
  private static BufferedImage pnm(byte[] bytes) {
    Matcher head = PNM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    assertThat(head.lookingAt()).isTrue();
    int channels = head.group(1).equals("6") ? 3 : 1;
    int width = Integer.parseInt(head.group(2));
    int height = Integer.parseInt(head.group(3));
    assertThat(bytes.length - head.end()).isEqualTo(width * height * channels);
    int type = channels == 3 ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY;
    var image = new BufferedImage(width, height, type);
    for (int i = 0; i < width * height; i++) {
      for (int c = 0; c < channels; c++) {
        int sample = bytes[head.end() + i * channels + c] & 0xFF;
        image.getRaster().setSample(i % width, i / width, c, sample);
      }
    }
    return image;
  }
}
