package org.jiaohao.device.driver.camera;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jiaohao.device.driver.Profiles;

/**
 * A program that takes one picture and ends.
 *
 * @param words its name and arguments, with {@code {device}}, {@code {width}}, {@code {height}} and
 *     {@code {file}} where these belong
 * @param from where to get it, for people
 */
record CameraProgram(List<String> words, String from) {
  private static final int LAST_WORDS = 300;
  private static final long LOOK_MILLIS = 200;
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");
  private static final Path MEMORY = Path.of("/dev/shm");

  /** What became of a run. */
  sealed interface Result {
    /** It ended well and wrote this. */
    record Written(byte[] bytes) implements Result {}

    /** It ended badly, with these last words. */
    record Bad(String words) implements Result {}

    /** It did not end in time. */
    record Late() implements Result {}

    /** There is no such program. */
    record Missing() implements Result {}
  }

  static CameraProgram load(String profile) {
    Profiles.Values values = Profiles.load("camera", profile);
    return new CameraProgram(words(values.text("command")), values.text("from"));
  }

  /** The words of a command; one with spaces stands between single quotes. */
  static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group() : word.group(1))
        .toList();
  }

  /**
   * Runs it; nothing of the picture stays on the disk.
   *
   * @param there whether the camera is still plugged in; without it, it is not waited for
   */
  Result run(String device, int width, int height, Duration longest, BooleanSupplier there)
      throws IOException, InterruptedException {
    Path file = temporary(".jpg");
    Path said = temporary(".log");
    try {
      Map<String, String> values =
          Map.of(
              "{device}", device,
              "{width}", String.valueOf(width),
              "{height}", String.valueOf(height),
              "{file}", file.toString());
      Process process = start(values, said);
      if (process == null) {
        return new Result.Missing();
      }
      try {
        if (!ended(process, System.nanoTime() + longest.toNanos(), there)) {
          return new Result.Late();
        }
        return process.exitValue() == 0
            ? new Result.Written(Files.readAllBytes(file))
            : new Result.Bad(lastWords(said));
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(said);
    }
  }

  private static boolean ended(Process process, long until, BooleanSupplier there)
      throws InterruptedException {
    boolean ended = false;
    while (!ended && System.nanoTime() < until && there.getAsBoolean()) {
      ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    return ended;
  }

  /** A file only this user may read, in memory where the system has such a folder. */
  private static Path temporary(String suffix) throws IOException {
    return Files.isWritable(MEMORY)
        ? Files.createTempFile(MEMORY, "picture", suffix)
        : Files.createTempFile("picture", suffix);
  }

  private Process start(Map<String, String> values, Path said) {
    List<String> command = new ArrayList<>();
    for (String word : words) {
      String filled = word;
      for (Map.Entry<String, String> value : values.entrySet()) {
        filled = filled.replace(value.getKey(), value.getValue());
      }
      command.add(filled);
    }
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      return null; // Java tells a missing program in no other way
    }
  }

  private static String lastWords(Path said) throws IOException {
    String all = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
    return all.substring(Math.max(0, all.length() - LAST_WORDS));
  }
}
