package org.jiaohao.device.driver.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.Options;
import org.jiaohao.device.file.DurableFile;

/**
 * The fingerprints of the certificates that devices showed when they were met first: a file of
 * lines {@code host:port fingerprint}, the option {@code certificates} of a device. It is read at
 * each question, so that a line taken away by hand counts at once, and replaced as a whole.
 *
 * @param file need not exist
 */
record PinnedCertificates(Path file) {
  /** Below the working folder, for programs that keep their data elsewhere say so. */
  private static final String USUAL = "data/device-certificates";

  /** Those of the program this device belongs to. */
  static PinnedCertificates of(DeviceConfig config) {
    return new PinnedCertificates(Path.of(new Options(config).text("certificates", USUAL)));
  }

  /**
   * The fingerprint known of a place.
   *
   * @param place host and port
   * @throws IOException when the file is there and cannot be read, or what it says of the place is
   *     no fingerprint: then nobody is let in
   */
  Optional<String> find(String place) throws IOException {
    for (String line : lines()) {
      if (tells(line, place)) {
        return Optional.of(fingerprint(line));
      }
    }
    return Optional.empty();
  }

  /**
   * Remembers a fingerprint in place of what was known; it is on the disk when this returns.
   *
   * @throws IOException when the disk does not take it
   */
  void keep(String place, String fingerprint) throws IOException {
    synchronized (PinnedCertificates.class) { // devices of one program share the file
      var kept = new StringBuilder();
      lines().stream()
          .filter(line -> !tells(line, place))
          .forEach(line -> kept.append(line).append('\n'));
      kept.append(place).append(' ').append(fingerprint).append('\n');
      DurableFile.replace(file, kept.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static boolean tells(String line, String place) {
    return line.strip().split("\\s+")[0].equalsIgnoreCase(place);
  }

  /** As people write it, too: in small letters, without colons. */
  private static String fingerprint(String line) throws IOException {
    try {
      return Fingerprint.of(line.strip().replaceFirst("\\S+\\s*", ""));
    } catch (IllegalArgumentException e) {
      throw new IOException("no fingerprint: " + line, e);
    }
  }

  /** Read so that no byte of a damaged file disturbs. */
  private List<String> lines() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
  }
}
