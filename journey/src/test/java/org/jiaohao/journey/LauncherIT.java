package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code ./demo} as a visitor runs it, from a folder with an awkward name, in a locale without
 * Chinese: the script, its launcher and the programs of the hall.
 */
@Order(2)
@Isolated("it builds and starts whole halls")
class LauncherIT {
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final long CHECK_MINUTES = 8;

  private Path folder;
  private Path output;

  /** How a demo is ended. */
  enum End {
    TERM,
    KILL,
    PARENT
  }

  @BeforeEach
  void unpack() throws IOException {
    folder = TestHall.folder(LauncherIT.class).resolve("my hall 大厅");
    output = folder.resolveSibling("output");
    VisitorFolder.create(folder);
  }

  @Test
  void theCheckPlaysAWholeRoundAndEndsWell() throws Exception {
    Process launcher = start(List.of(folder.resolve("demo").toString(), "--check"));

    assertThat(launcher.waitFor(CHECK_MINUTES, TimeUnit.MINUTES)).isTrue();

    String transcript = Files.readString(output);
    System.out.println(transcript);
    assertThat(launcher.exitValue()).as(transcript).isZero();
    assertThat(transcript).contains("steps went well").doesNotContain("Wrong:");
    assertThat(file()).doesNotExist();
    assertThat(programs()).isEmpty();
  }

  static Stream<End> endsOfAStartingHall() {
    return Repetitions.longRun() ? Stream.of(End.values()) : Stream.of(End.TERM, End.PARENT);
  }

  @ParameterizedTest
  @MethodSource("endsOfAStartingHall")
  void everythingEndsWithAHallThatStarts(End end) throws Exception {
    Process launcher = launch(end);
    Wait.until(
        START,
        () -> running("hall-server") && running("emulators") || !launcher.isAlive(),
        () -> "Only these started: " + programs());

    assertEverythingEnds(launcher, end);
  }

  static Stream<End> endsOfAnOpenHall() {
    return Repetitions.longRun() ? Stream.of(End.values()) : Stream.of(End.KILL);
  }

  @ParameterizedTest
  @MethodSource("endsOfAnOpenHall")
  void everythingEndsWithAHallThatIsOpen(End end) throws Exception {
    Process launcher = launch(end);
    Wait.until(
        START,
        () -> Files.exists(file()) || !launcher.isAlive(),
        () -> "no demo.json within " + START);

    assertEverythingEnds(launcher, end);
  }

  private Process launch(End end) throws IOException {
    String demo = folder.resolve("demo").toString();
    return end == End.PARENT
        ? start(List.of("sh", "-c", "\"$0\" & exec sleep 600", demo))
        : start(List.of(demo));
  }

  private void assertEverythingEnds(Process launcher, End end) throws IOException {
    assertThat(launcher.isAlive()).as(Files.readString(output)).isTrue();
    assertThat(running("hall-server") && running("emulators")).as("%s", programs()).isTrue();
    List<ProcessHandle> family = launcher.descendants().toList();
    assertThat(family).hasSizeGreaterThan(2);

    if (end == End.TERM) {
      launcher.destroy();
    } else {
      launcher.destroyForcibly();
    }

    Wait.until(
        STOP,
        () -> family.stream().noneMatch(ProcessHandle::isAlive) && programs().isEmpty(),
        () ->
            "Still there: " + family.stream().filter(ProcessHandle::isAlive).toList() + programs());
    assertThat(end != End.KILL && Files.exists(file())).isFalse();
  }

  private Path file() {
    return folder.resolve(".demo/demo.json");
  }

  /** Command lines of all programs that run from the folder. */
  private List<String> programs() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(command -> command.contains(folder.toString()))
        .toList();
  }

  private boolean running(String module) {
    return programs().stream().anyMatch(command -> command.contains(module + "/target/"));
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Terminals.typed(command))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("LC_"));
    environment.put("LANG", "C");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  /** The project's folder as a visitor has it after the build. */
  private static final class VisitorFolder {
    private static final List<String> PROGRAMS =
        List.of("hall-server", "kiosk-agent", "display-agent", "device-drivers/emulators");

    /** Links what was built. */
    static void create(Path folder) throws IOException {
      Path root = TestHall.root();
      Files.createDirectories(folder.resolve("scripts"));
      for (String script : List.of("demo", "scripts/jdk.sh")) {
        Files.copy(root.resolve(script), folder.resolve(script));
      }
      link(root, folder, Program.jar(root.resolve("journey")));
      for (String program : PROGRAMS) {
        Path jar = Program.jar(root.resolve(program));
        link(root, folder, jar);
        try (Stream<Path> files = Files.walk(Unpacked.of(jar).getParent())) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            link(root, folder, file);
          }
        }
      }
      Files.createDirectories(folder.resolve("target"));
      Files.createFile(folder.resolve("target/demo-build"));
    }

    private static void link(Path root, Path folder, Path existing) throws IOException {
      Path link = folder.resolve(root.relativize(existing));
      Files.createDirectories(link.getParent());
      Files.createLink(link, existing);
    }
  }
}
