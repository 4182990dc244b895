package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The launcher of {@code ./demo} as a visitor runs it: a process that starts the hall. */
class LauncherIT {
  private static final Duration START = Duration.ofSeconds(180);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final long CHECK_MINUTES = 8;

  private Path folder;
  private Path output;

  @BeforeEach
  void chooseFolder() {
    folder = TestHall.folder(LauncherIT.class);
    output = folder.resolveSibling(folder.getFileName() + ".out");
  }

  @Test
  void theCheckPlaysAWholeRoundAndEndsWell() throws Exception {
    Process launcher = launch("--check");

    assertThat(launcher.waitFor(CHECK_MINUTES, TimeUnit.MINUTES)).isTrue();

    String transcript = Files.readString(output);
    System.out.println(transcript);
    assertThat(launcher.exitValue()).as(transcript).isZero();
    assertThat(transcript).contains("steps went well").doesNotContain("Wrong:");
    assertThat(folder.resolve("demo.json")).doesNotExist();
  }

  @Test
  void everythingEndsWhenTheLauncherIsKilled() throws Exception {
    Process launcher = launch();
    Path file = folder.resolve("demo.json");
    Wait.until(
        START,
        () -> Files.exists(file) || !launcher.isAlive(),
        () -> "no demo.json within " + START);
    assertThat(launcher.isAlive()).as(Files.readString(output)).isTrue();
    DemoFile demo = DemoFile.read(file);
    List<String> pages = pages(demo);
    assertThat(pages).allMatch(LauncherIT::answers);

    launcher.destroyForcibly();

    Wait.until(
        STOP,
        () -> pages.stream().noneMatch(LauncherIT::answers),
        () -> "Still there: " + pages.stream().filter(LauncherIT::answers).toList());
  }

  private static List<String> pages(DemoFile demo) {
    Stream<String> programs =
        Stream.of(
            demo.hallServer() + "/actuator/health",
            demo.kiosk() + "/api/status",
            demo.display() + "/api/status");
    Stream<String> emulators =
        demo.devices().stream()
            .map(DemoFile.Device::control)
            .filter(Objects::nonNull)
            .map(control -> control + "/state");
    return Stream.concat(programs, emulators).toList();
  }

  private static boolean answers(String page) {
    return Http.at("").answers(page);
  }

  private Process launch(String... options) throws Exception {
    Path jar;
    try (Stream<Path> built = Files.list(TestHall.root().resolve("journey/target"))) {
      jar = built.filter(p -> p.toString().endsWith("-exec.jar")).findFirst().orElseThrow();
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Djiaohao.root=" + TestHall.root(),
                "-Djiaohao.demo.folder=" + folder,
                "-jar",
                jar.toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
