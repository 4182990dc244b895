package org.jiaohao.device.verified;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a test run has proved of each driver, kept in files until the table is made of it. */
public final class Verified {
  /**
   * One proof.
   *
   * @param driver name of the driver
   * @param transport where, or null
   * @param fault what was survived, or null
   * @param source what the bytes were compared with, or null
   */
  public record Proof(String driver, String transport, String fault, String source) {
    private String line() {
      return String.join("\t", driver, text(transport), text(fault), text(source));
    }

    private static String text(String value) {
      return value == null ? "" : value;
    }

    private static Proof of(String line) {
      String[] parts = line.split("\t", -1);
      return new Proof(parts[0], parts[1], parts[2], parts[3]);
    }
  }

  private static final Path FOLDER = Path.of("target", "verified");

  private Verified() {}

  /** Forgets what a test class proved in earlier runs. */
  public static void begin(Class<?> test) throws IOException {
    Files.deleteIfExists(file(test));
  }

  /** Remembers a proof of a test class. */
  public static synchronized void add(Class<?> test, Proof proof) throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(
        file(test), proof.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** All proofs. */
  static Set<Proof> all() throws IOException {
    Set<Proof> all = new TreeSet<>(java.util.Comparator.comparing(Proof::line));
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        Files.readAllLines(file).stream().map(Proof::of).forEach(all::add);
      }
    }
    return all;
  }

  private static Path file(Class<?> test) {
    return FOLDER.resolve(test.getName() + ".txt");
  }
}
