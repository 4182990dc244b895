package org.jiaohao.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Programs unpacked from their executable jars, each beside its jar: to load classes from plain
 * jars takes two thirds of the work that jars within a jar take (decision 0027).
 */
final class Unpacked {
  private Unpacked() {}

  /**
   * The jar to start, with its libraries in {@code lib} beside it; unpacked now if it was not yet.
   *
   * @throws JourneyException when it cannot be unpacked
   */
  static synchronized Path of(Path jar) {
    Path parent = jar.resolveSibling("unpacked");
    try {
      Path folder = parent.resolve(Long.toString(Files.getLastModifiedTime(jar).toMillis()));
      if (!Files.isDirectory(folder)) {
        Folders.delete(parent);
        Path fresh = Files.createDirectories(parent).resolve("new");
        unpack(jar, fresh);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return folder.resolve(jar.getFileName());
    } catch (IOException e) {
      throw new JourneyException("Cannot unpack " + jar + ": " + e.getMessage(), e);
    }
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Program.java(),
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IOException(said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
