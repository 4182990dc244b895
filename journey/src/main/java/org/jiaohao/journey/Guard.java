package org.jiaohao.journey;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * A small shell process that ends the programs it was told of when this JVM is gone, also after a
 * {@code kill -9}: its standard input then closes. Programs that were stopped are taken off the
 * list, so it never ends a stranger that got an old process id.
 */
final class Guard implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM
      pids=' '
      while read -r sign pid; do
        case $sign in
          +) pids="$pids$pid " ;;
          -) pids="${pids%% $pid *} ${pids#* $pid }" ;;
        esac
      done
      for pid in $pids; do kill "$pid" 2>/dev/null; done
      for turn in 1 2 3 4 5 6 7 8 9 10; do
        left=
        for pid in $pids; do kill -0 "$pid" 2>/dev/null && left=yes; done
        [ -n "$left" ] || exit 0
        sleep 1
      done
      for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
      """;

  private final Process shell;
  private final Writer input;

  private Guard(Process shell) {
    this.shell = shell;
    this.input = shell.outputWriter(StandardCharsets.US_ASCII);
  }

  /** Starts a guard. */
  static Guard start() {
    try {
      return new Guard(
          new ProcessBuilder("sh", "-c", SCRIPT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new JourneyException("Cannot start a shell (sh): " + e.getMessage(), e);
    }
  }

  /** Puts a program on the list; false when the guard has ended and cannot watch it. */
  boolean add(long pid) {
    return tell("+ " + pid);
  }

  /** Takes a program off the list because it was stopped. */
  void remove(long pid) {
    tell("- " + pid);
  }

  private synchronized boolean tell(String line) {
    try {
      input.write(line + "\n");
      input.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends the guard; programs still on its list end with it. */
  @Override
  public void close() {
    try {
      input.close();
      shell.waitFor();
    } catch (IOException e) {
      shell.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
