package org.jiaohao.journey;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The programs of a hall, each an executable jar, with the flags its JVM runs on. */
enum Program {
  HALL_SERVER("hall-server", List.of("-Xmx256m")),
  KIOSK_AGENT("kiosk-agent", List.of("-Xmx48m", "-XX:TieredStopAtLevel=1")),
  DISPLAY_AGENT("display-agent", List.of("-Xmx48m", "-XX:TieredStopAtLevel=1")),
  EMULATOR("device-drivers/emulators", List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));

  private static final List<String> COMMON_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "-Dfile.encoding=UTF-8",
          "-Djava.awt.headless=true");

  private final String module;
  private final List<String> flags;

  Program(String module, List<String> flags) {
    this.module = module;
    this.flags = flags;
  }

  /** The command line that runs this program of the project in folder {@code root}. */
  List<String> command(Path root, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(COMMON_FLAGS);
    command.addAll(flags);
    command.add("-jar");
    command.add(jar(root).toString());
    command.addAll(arguments);
    return command;
  }

  private Path jar(Path root) {
    Path target = root.resolve(module).resolve("target");
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
        "The program " + module + " is not built: run ./demo --rebuild, or mvn package.");
  }
}
