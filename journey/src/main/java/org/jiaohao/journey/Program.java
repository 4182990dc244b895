package org.jiaohao.journey;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The programs of a hall, each built as an executable jar, with the flags its JVM runs on. */
enum Program {
  HALL_SERVER("hall-server", List.of("-Xmx256m")),
  /** The same for some minutes: what the second compiler costs is not earned back (0026). */
  BRIEF_HALL_SERVER("hall-server", List.of("-Xmx256m", "-XX:TieredStopAtLevel=1")),
  KIOSK_AGENT("kiosk-agent", agentFlags()),
  DISPLAY_AGENT("display-agent", agentFlags()),
  EMULATORS("device-drivers/emulators", List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));

  private static final List<String> COMMON_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "-Dfile.encoding=UTF-8",
          "-Djava.awt.headless=true");

  private final String module;
  private final List<String> flags;

  Program(String module, List<String> flags) {
    this.module = module;
    this.flags = flags;
  }

  /** Those of the agents' README files: a small PC must hold an agent in 120 MB. */
  private static List<String> agentFlags() {
    return List.of(
        "-Xms8m",
        "-Xmx48m",
        "-Xss512k",
        "-XX:TieredStopAtLevel=1",
        "-XX:CICompilerCount=1",
        "-XX:ReservedCodeCacheSize=16m",
        "-XX:MinHeapFreeRatio=10",
        "-XX:MaxHeapFreeRatio=20",
        "-XX:TrimNativeHeapInterval=5000",
        "-XX:+UseCompactObjectHeaders");
  }

  /** Folder of its module, below the project. */
  String module() {
    return module;
  }

  /** What its JVM is told. */
  List<String> flags() {
    return Stream.concat(COMMON_FLAGS.stream(), flags.stream()).toList();
  }

  /**
   * The command line that runs this program of the project in folder {@code root}.
   *
   * @throws JourneyException when the program was not built
   */
  List<String> command(Path root, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(flags());
    command.add("-jar");
    command.add(Unpacked.of(jar(root.resolve(module))).toString());
    command.addAll(arguments);
    return command;
  }

  /** The JVM this one runs on. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * The executable jar of a module; the newest, since one of an older version may lie beside it.
   *
   * @throws JourneyException when it was not built
   */
  static Path jar(Path module) {
    Path target = module.resolve("target");
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
}
