package org.jiaohao.display.voice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs: arguments as they are, never a shell, text by standard input. */
final class Programs {
  private Programs() {}

  /**
   * Runs a program to its end.
   *
   * @param input UTF-8 for its standard input; shorter than a pipe holds (4,096 octets)
   * @throws IOException when it is missing, fails or takes too long; it is stopped then
   */
  static void run(List<String> command, String input, Duration most) throws IOException {
    run(command, Map.of(), input, most);
  }

  /** The same with environment variables. */
  static void run(
      List<String> command, Map<String, String> environment, String input, Duration most)
      throws IOException {
    String name = command.getFirst();
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      give(process, input);
      if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(name + " did not end within " + most.toMillis() + " ms");
      }
      if (process.exitValue() != 0) {
        throw new IOException(name + " ended with code " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(name + " was interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void give(Process process, String input) throws IOException {
    try (OutputStream out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      if (!input.isEmpty() && process.isAlive()) {
        throw e;
      } // else it ended without reading: its exit code tells more
    }
  }

  /** Whether a program can be started and says it is well. */
  static boolean works(List<String> command) {
    try {
      run(command, "", Duration.ofSeconds(3));
      return true;
    } catch (IOException e) {
      return false; // that is the answer
    }
  }
}
