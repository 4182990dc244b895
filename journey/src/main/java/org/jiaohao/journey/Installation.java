package org.jiaohao.journey;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program as it is installed: unpacked from its jar, with a cache of loaded classes. */
final class Installation {
  private static final long UNPACK_SECONDS = 60;
  private static final long REHEARSAL_SECONDS = 120;

  private final Path target;
  private final Path folder;
  private final Path built;

  /**
   * Finds the program.
   *
   * @param target folder the build writes into
   * @throws JourneyException when the program was not built
   */
  Installation(Path target) {
    this.target = target;
    this.built = built(target);
    this.folder = target.resolve("installed");
  }

  private static Path built(Path target) {
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "*-exec.jar")) {
        Iterator<Path> found = jars.iterator();
        if (found.hasNext()) {
          return found.next();
        }
      } catch (IOException e) {
        throw new JourneyException("Cannot read " + target + ": " + e.getMessage(), e);
      }
    }
    throw new JourneyException(
        "Nothing is built in " + target + ": run ./demo --rebuild, or mvn package.");
  }

  /** The jar to start: the unpacked one with its libraries beside it when that is up to date. */
  Path jar() {
    return isNewer(unpacked(), built) ? unpacked() : built;
  }

  private Path unpacked() {
    return folder.resolve(built.getFileName());
  }

  private Path cache() {
    return folder.resolve("classes.aot");
  }

  private void unpack() {
    if (isNewer(unpacked(), built)) {
      return;
    }
    delete(cache());
    run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djarmode=tools",
            "-jar",
            built.toString(),
            "extract",
            "--force",
            "--destination",
            folder.toString()),
        UNPACK_SECONDS);
  }

  /** Flags that use the cache of loaded classes when there is one. */
  List<String> startFlags() {
    return rehearsed() ? List.of("-XX:AOTCache=" + cache()) : List.of();
  }

  /** Whether the cache of loaded classes belongs to the program as it was built last. */
  boolean rehearsed() {
    return isNewer(cache(), built);
  }

  /**
   * Unpacks the program, starts it until it is wired, without serving, and keeps its classes.
   *
   * @param java JVM and flags; the cache fits the same JVM and flags only
   * @param arguments what the program needs to be wired
   */
  void rehearse(List<String> java, List<String> arguments) {
    unpack();
    List<String> command = new ArrayList<>(java);
    command.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + cache(),
            "-Dspring.context.exit=onRefresh",
            "-jar",
            jar().toString(),
            "--server.port=0",
            "--jiaohao.data=" + folder.resolve("rehearsal")));
    command.addAll(arguments);
    run(command, REHEARSAL_SECONDS);
  }

  private void run(List<String> command, long seconds) {
    Path log = target.resolve("installation.log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new JourneyException("Preparing " + built + " took too long; see " + log);
      }
      if (process.exitValue() != 0) {
        throw new JourneyException("Preparing " + built + " failed; see " + log);
      }
    } catch (IOException e) {
      throw new JourneyException("Cannot prepare " + built + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JourneyException("Interrupted while preparing " + built, e);
    }
  }

  private static boolean isNewer(Path file, Path than) {
    try {
      return Files.exists(file)
          && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new JourneyException("Cannot delete " + file + ": " + e.getMessage(), e);
    }
  }
}
