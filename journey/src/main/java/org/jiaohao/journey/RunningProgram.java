package org.jiaohao.journey;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program that was started as a process of its own; its output goes to a log file. */
final class RunningProgram {
  private static final long STOP_SECONDS = 10;
  private static final int TAIL_LINES = 15;

  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(10);

  /** So many lives in a row that are shorter, and the program is given up. */
  static final int SHORT_LIVES = 3;

  private final String name;
  private final ProcessBuilder builder;
  private final Path log;
  private final Guard guard;
  private volatile Process process;
  private volatile long startedAt;
  private int shortLives;
  private volatile long logFrom;
  private volatile boolean stopped;

  private RunningProgram(String name, ProcessBuilder builder, Path log, Guard guard) {
    this.name = name;
    this.builder = builder;
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
    var program = new RunningProgram(name, builder, log, guard);
    program.launch();
    return program;
  }

  private void launch() {
    try {
      logFrom = Files.exists(log) ? Files.size(log) : 0;
      process = builder.start();
      startedAt = System.nanoTime();
      if (!guard.add(process.pid())) {
        process.destroyForcibly();
        throw new JourneyException(name + " is not started any more: everything is being stopped.");
      }
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

  /**
   * Starts the program again if it ended by itself, as a service manager would.
   *
   * @param say told so, for a person who watches
   * @throws JourneyException when it lived less than 10 s three times in a row: starting it again
   *     helps nobody
   */
  synchronized void revive(Consumer<String> say) {
    if (stopped || process.isAlive()) {
      return;
    }
    boolean tooShort = System.nanoTime() - startedAt < SHORTEST_LIFE.toNanos();
    shortLives = tooShort ? shortLives + 1 : 0;
    if (shortLives >= SHORT_LIVES) {
      requireAlive();
    }
    say.accept(
        "%s ended with status %d and is started again; its log is %s"
            .formatted(name, process.exitValue(), log));
    guard.remove(process.pid());
    launch();
  }

  /** For tests: as if it had lived long enough to be started again. */
  void startedLongAgo() {
    startedAt = System.nanoTime() - SHORTEST_LIFE.toNanos();
  }

  /** Asks the program to stop, and kills it when it has not stopped after 10 s. */
  synchronized void stop() {
    stopped = true;
    process.destroy();
    await();
  }

  /** Asks several programs to stop at the same time, and waits for them as {@link #stop()} does. */
  static void stopAll(List<RunningProgram> programs) {
    programs.forEach(program -> program.stopped = true);
    programs.forEach(program -> program.process.destroy());
    programs.forEach(RunningProgram::await);
  }

  /** Kills the program at once, as a power cut would ({@code kill -9}), and waits for its end. */
  synchronized void kill() {
    stopped = true;
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

  /**
   * Whether the program has logged that it has started: what answers at its port before may be
   * another one, since who comes second to a port is told so only then.
   */
  boolean started() {
    try (var file = Files.newByteChannel(log)) {
      file.position(logFrom);
      byte[] said = Channels.newInputStream(file).readAllBytes();
      return new String(said, StandardCharsets.UTF_8).contains("process running for");
    } catch (IOException e) {
      return false; // nothing yet
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
