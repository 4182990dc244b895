package org.jiaohao.device.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** SANE's own program for scanning, with one backend only. */
public final class Scanimage {
  private static final int LONGEST_SECONDS = 60;

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

  /** A picture it wrote; what it said tells why when there is none. */
  public BufferedImage image(String file) throws IOException {
    Path written = folder.resolve(file);
    assertThat(written).as(Files.readString(folder.resolve("said.txt"))).isNotEmptyFile();
    return ImageIO.read(written.toFile());
  }
}
