package org.jiaohao.journey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that was started as a process of its own; its output goes to a log file. */
final class RunningProgram {
  private static final long STOP_SECONDS = 10;
  private static final int TAIL_LINES = 15;

  private final String name;
  private final Process process;
  private final Path log;
  private final Guard guard;

  private RunningProgram(String name, Process process, Path log, Guard guard) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.guard = guard;
  }

  /**
   * Starts a program. Its log is appended, so that a restart keeps what went before.
   *
   * @param guard ends the program when this JVM dies without stopping it
   */
  static RunningProgram start(
      String name, List<String> command, Map<String, String> environment, Path log, Guard guard) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      if (!guard.add(process.pid())) {
        process.destroyForcibly();
        throw new JourneyException(name + " is not started any more: everything is being stopped.");
      }
      return new RunningProgram(name, process, log, guard);
    } catch (IOException e) {
      throw new JourneyException("Cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  String name() {
    return name;
  }

  Path log() {
    return log;
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Throws with the end of the log when the program has ended. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new JourneyException(
          "%s ended with status %d; its log is %s and ends with:%n%s"
              .formatted(name, process.exitValue(), log, tail()));
    }
  }

  /** Asks the program to stop, and kills it when it has not stopped after 10 s. */
  void stop() {
    process.destroy();
    await();
  }

  /** Asks several programs to stop at the same time, and waits for them as {@link #stop()} does. */
  static void stopAll(List<RunningProgram> programs) {
    programs.forEach(program -> program.process.destroy());
    programs.forEach(RunningProgram::await);
  }

  /** Kills the program at once, as a power cut would ({@code kill -9}), and waits for its end. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  private void await() {
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      interrupted = true;
    }
    guard.remove(process.pid());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(the log cannot be read: " + e.getMessage() + ")";
    }
  }
}
