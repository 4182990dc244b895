package org.jiaohao.journey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The programs of a hall, each an executable jar, with the flags its JVM runs on. */
enum Program {
  HALL_SERVER("hall-server", List.of("-Xmx256m"), List.of("--spring.profiles.active=demo")),
  KIOSK_AGENT("kiosk-agent", agentFlags(), agentRehearsal()),
  DISPLAY_AGENT("display-agent", agentFlags(), agentRehearsal()),
  EMULATOR("device-drivers/emulators", List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"), null);

  private static final List<String> COMMON_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "-Dfile.encoding=UTF-8",
          "-Djava.awt.headless=true");

  private final String module;
  private final List<String> flags;
  private final List<String> rehearsal;

  Program(String module, List<String> flags, List<String> rehearsal) {
    this.module = module;
    this.flags = flags;
    this.rehearsal = rehearsal;
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

  private static List<String> agentRehearsal() {
    return List.of(
        "--jiaohao.server=http://127.0.0.1:9",
        "--jiaohao.hall=" + ServerProcess.HALL,
        "--jiaohao.agent.id=rehearsal");
  }

  /** The command line that runs this program of the project in folder {@code root}. */
  List<String> command(Path root, List<String> arguments) {
    Installation installation = installation(root);
    List<String> command = java();
    command.addAll(installation.startFlags());
    command.add("-jar");
    command.add(installation.jar().toString());
    command.addAll(arguments);
    return command;
  }

  /**
   * Lets the program start once without working, and keeps the loaded classes for its next starts
   * (JEP 483, 514): the server then starts in less than half the time. Does nothing when that was
   * done since the last build.
   *
   * @param guard ends the rehearsal when this JVM dies
   * @param say told before it takes a while
   */
  synchronized void rehearse(Path root, Guard guard, Consumer<String> say) {
    if (rehearsal != null) {
      installation(root)
          .rehearse(
              java(),
              rehearsal,
              guard,
              () -> say.accept("Preparing the " + module + " for quick starts…"));
    }
  }

  private Installation installation(Path root) {
    return new Installation(root.resolve(module).resolve("target"));
  }

  private List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(COMMON_FLAGS);
    command.addAll(flags);
    return command;
  }
}
