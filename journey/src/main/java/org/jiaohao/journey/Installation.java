package org.jiaohao.journey;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A program as it is installed: unpacked from its jar, with a cache of loaded classes. */
final class Installation {
  private static final long UNPACK_SECONDS = 300;
  private static final long REHEARSAL_SECONDS = 600;

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

  /** The newest: one of an older version may lie beside it. */
  private static Path built(Path target) {
    List<Path> jars = new ArrayList<>();
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(target, "*-exec.jar")) {
        found.forEach(jars::add);
      } catch (IOException e) {
        throw new JourneyException("Cannot read " + target + ": " + e.getMessage(), e);
      }
    }
    return jars.stream()
        .max(Comparator.comparingLong(jar -> jar.toFile().lastModified()))
        .orElseThrow(
            () ->
                new JourneyException(
                    "Nothing is built in " + target + ": run ./demo --rebuild, or mvn package."));
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

  /** Flags that use the cache of loaded classes when there is one. */
  List<String> startFlags() {
    return rehearsed() ? List.of("-XX:AOTCache=" + cache()) : List.of();
  }

  private boolean rehearsed() {
    return isNewer(cache(), built);
  }

  /**
   * Unpacks the program, starts it until it is wired, without serving, and keeps its classes. Does
   * nothing when that was done since the last build; waits while another process does it.
   *
   * @param java JVM and flags; the cache fits the same JVM and flags only
   * @param arguments what the program needs to be wired
   * @param guard ends what runs when this JVM dies
   * @param begin called before it takes a while
   */
  void rehearse(List<String> java, List<String> arguments, Guard guard, Runnable begin) {
    try (FileChannel channel =
            FileChannel.open(
                target.resolve("installation.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !rehearsed()) {
        begin.run();
        unpack(guard);
        keepClasses(java, arguments, guard);
      }
    } catch (IOException e) {
      throw new JourneyException("Cannot prepare " + built + ": " + e.getMessage(), e);
    }
  }

  private void unpack(Guard guard) throws IOException {
    if (isNewer(unpacked(), built)) {
      return;
    }
    Path fresh = target.resolve("installed.new");
    Folders.delete(fresh);
    run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djarmode=tools",
            "-jar",
            built.toString(),
            "extract",
            "--destination",
            fresh.toString()),
        UNPACK_SECONDS,
        guard);
    Folders.delete(folder);
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private void keepClasses(List<String> java, List<String> arguments, Guard guard)
      throws IOException {
    Path fresh = cache().resolveSibling("classes.aot.new");
    List<String> command = new ArrayList<>(java);
    command.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + fresh,
            "-Dspring.context.exit=onRefresh",
            "-jar",
            unpacked().toString(),
            "--server.port=0",
            "--jiaohao.data=" + folder.resolve("rehearsal")));
    command.addAll(arguments);
    run(command, REHEARSAL_SECONDS, guard);
    Files.move(fresh, cache(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void run(List<String> command, long seconds, Guard guard) {
    Path log = target.resolve("installation.log");
    RunningProgram program =
        RunningProgram.start("The preparation of " + built, command, Map.of(), log, guard);
    program.awaitSuccess(seconds);
  }

  private static boolean isNewer(Path file, Path than) {
    try {
      return Files.exists(file)
          && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}
