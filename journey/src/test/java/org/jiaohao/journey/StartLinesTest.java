package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Wherever a start of a program is written down, it has the flags it was measured with. */
class StartLinesTest {
  private static final Pattern START =
      Pattern.compile("(?<!Djarmode=tools )-jar [^\\n]*-exec\\.jar(?! extract)");

  /** What ends by itself. */
  private static final List<String> TOOLS =
      List.of(
          "device-emulators",
          "make-clips",
          "restore --from",
          "account unlock",
          "audit check",
          "exec.jar keys");

  private static final String FLAG = "-XX:+ExitOnOutOfMemoryError";

  /** Of the server; see decision 0046. */
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  @Test
  void startLinesHaveTheirFlags() {
    var without = new ArrayList<String>();
    int starts = 0;
    for (Path file : texts()) {
      for (String paragraph : read(file).split("```|\\n\\n")) {
        if (START.matcher(paragraph).find() && TOOLS.stream().noneMatch(paragraph::contains)) {
          starts++;
          boolean server =
              paragraph.contains("hall-server-exec.jar") || paragraph.contains("Xmx256m");
          if (!paragraph.contains(FLAG) || server && !paragraph.contains(COLLECTOR)) {
            without.add(TestHall.root().relativize(file) + ": " + paragraph.strip());
          }
        }
      }
    }
    assertThat(without).isEmpty();
    assertThat(starts).isGreaterThanOrEqualTo(8);
    for (Program program : Program.values()) {
      assertThat(program.flags()).contains(FLAG, COLLECTOR);
    }
  }

  private static List<Path> texts() {
    Path root = TestHall.root();
    try (Stream<Path> units = Files.list(root.resolve("scripts/systemd"))) {
      return Stream.concat(
              units,
              Stream.of(
                      "README.md",
                      "README.zh-CN.md",
                      "hall-server/README.md",
                      "kiosk-agent/README.md",
                      "display-agent/README.md")
                  .map(root::resolve))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
