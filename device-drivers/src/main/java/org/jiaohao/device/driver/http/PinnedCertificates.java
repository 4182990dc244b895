package org.jiaohao.device.driver.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
   * @throws IOException when the file is there and cannot be read
   */
  Optional<String> find(String place) throws IOException {
    return Optional.ofNullable(all().get(place));
  }

  /**
   * Remembers a fingerprint in place of what was known; it is on the disk when this returns.
   *
   * @throws IOException when the disk does not take it
   */
  void keep(String place, String fingerprint) throws IOException {
    synchronized (PinnedCertificates.class) { // devices of one program share the file
      Map<String, String> all = all();
      all.put(place, fingerprint);
      var lines = new StringBuilder();
      all.forEach((where, what) -> lines.append(where).append(' ').append(what).append('\n'));
      DurableFile.replace(file, lines.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private Map<String, String> all() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.strip().split("\\s+");
        if (words.length == 2) {
          all.put(words[0], words[1]);
        }
      }
    }
    return all;
  }
}
