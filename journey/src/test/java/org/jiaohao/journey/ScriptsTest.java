package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The project's shell scripts on machines of all kinds, which are played by small programs. */
class ScriptsTest {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "sh",
          "sed",
          "dirname",
          "basename",
          "locale",
          "mkdir",
          "cat",
          "touch",
          "find",
          "ls");
  private static final long SECONDS = 60;

  @TempDir Path machine;
  private Path project;
  private Path bin;

  @BeforeEach
  void layOut() throws IOException {
    project = machine.resolve("my hall 大厅");
    bin = Files.createDirectory(machine.resolve("bin"));
    Files.createDirectories(project.resolve("scripts"));
    for (String script : List.of("demo", "mvnw", "scripts/jdk.sh")) {
      Files.copy(TestHall.root().resolve(script), project.resolve(script));
    }
    for (String tool : TOOLS) {
      program(bin.resolve(tool), "exec /usr/bin/" + tool + " \"$@\"");
    }
    program(bin.resolve("id"), "echo 1000");
    program(machine.resolve("jdk/bin/javac"), "");
    program(
        machine.resolve("jdk/bin/java"), "echo LC_ALL=$LC_ALL HOME=$HOME; printf '%s\\n' \"$@\"");
    Files.writeString(machine.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
  }

  @ParameterizedTest
  @CsvSource({
    "debian 13, apt-get, sudo apt-get update && sudo apt-get install -y openjdk-25-jdk-headless",
    "ubuntu 24.04, apt-get, sudo apt-get update && sudo apt-get install -y openjdk-25-jdk-headless",
    "fedora 43, dnf, sudo dnf install -y java-25-openjdk-devel",
    "'', brew, brew install openjdk@25",
    "'', winget, winget install EclipseAdoptium.Temurin.25.JDK"
  })
  void withoutJdkTheCommandOfThisSystemIsNamed(String system, String manager, String command)
      throws Exception {
    program(bin.resolve(manager), "");

    Ended ended = withoutJdk(system, "use_jdk");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output())
        .isEqualTo(
            "demo: No JDK 25 or later was found: start again with --install, or run: "
                + command
                + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "debian 12, packages.adoptium.net/artifactory/deb bookworm main",
    "kylin V10, install Temurin 25 from https://adoptium.net/installation/"
  })
  void whereTheArchiveHasNoneTemurinIsNamedAndNothingInstalled(String system, String way)
      throws Exception {
    program(bin.resolve("apt-get"), "echo installed");
    program(bin.resolve("apt-cache"), "");

    Ended ended = withoutJdk(system, "use_jdk true");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).contains(way).doesNotContain("installed\n").hasLineCount(1);
  }

  @Test
  void theJdkIsInstalledWhenAskedFor() throws Exception {
    program(bin.resolve("brew"), "echo brew \"$@\"; touch \"$HOME/installed\"");

    Ended ended = withoutJdk("", "use_jdk true; echo $JAVA_HOME");

    assertThat(ended.output()).contains("brew install openjdk@25\n").endsWith("/jdk\n");
    assertThat(ended.status()).isZero();
  }

  @Test
  void anInstallationThatFailsIsSaid() throws Exception {
    program(bin.resolve("brew"), "exit 3");

    Ended ended = withoutJdk("", "use_jdk true");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).contains("The installation of the JDK failed: brew install");
  }

  @ParameterizedTest
  @CsvSource({"3.6.3,mvnw", "3.8.7,mvn", "4.0.0,mvn", "'',mvnw"})
  void theWrapperStepsInForAMavenThatIsTooOldOrMissing(String version, String used)
      throws Exception {
    if (!version.isEmpty()) {
      program(bin.resolve("mvn"), "printf '\\033[1mApache Maven %s\\033[m\\n' " + version);
    }

    Ended ended = bash("need_maven; echo $MAVEN");

    assertThat(ended.output()).endsWith("/" + used + "\n");
  }

  @Test
  void theDemoFindsItsJarWhateverTheLocaleAndTheFolderAreCalled() throws Exception {
    pretendBuilt();

    Ended ended = run(List.of(project.resolve("demo").toString()), Map.of("LANG", "C"));

    assertThat(ended.output())
        .contains("LC_ALL=C.UTF-8", project.resolve("journey/target/demo-exec.jar").toString())
        .contains("-Djiaohao.parent=" + ProcessHandle.current().pid() + "\n");
    assertThat(ended.status()).isZero();
  }

  @Test
  void nohupLetsTheDemoOutliveItsParent() throws Exception {
    pretendBuilt();

    Ended ended = run(List.of("/usr/bin/nohup", project.resolve("demo").toString()), Map.of());

    assertThat(ended.output()).contains("-Djiaohao.parent=0\n");
  }

  @Test
  void anAccountWithoutHomeKeepsMavensFilesWithTheProject() throws Exception {
    Ended ended = bash("echo $HOME; MAVEN=echo; mvn package", Map.of("HOME", "/nonexistent"));

    assertThat(ended.output())
        .startsWith(project.resolve(".home") + "\n")
        .contains("-Dmaven.repo.local=" + project.resolve(".home/.m2/repository"));
  }

  @Test
  void aStopWhileItBuildsEndsTheBuild() throws Exception {
    Path pid = machine.resolve("pid");
    program(
        bin.resolve("mvn"),
        "[ \"$1\" != -v ] || { echo Apache Maven 3.9.9; exit; }\n"
            + "echo $$ >'"
            + pid
            + ".new'; /usr/bin/mv '"
            + pid
            + ".new' '"
            + pid
            + "'; exec /usr/bin/sleep 600");
    Process demo = start(List.of(project.resolve("demo").toString()), Map.of());
    Wait.until(Wait.SOON, () -> Files.exists(pid), () -> "Maven was not started.");
    ProcessHandle build =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

    demo.destroy();

    assertThat(demo.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    Wait.until(Duration.ofSeconds(SECONDS), () -> !build.isAlive(), () -> "The build goes on.");
    assertThat(project.resolve("target/demo-build")).doesNotExist();
  }

  /** What a script wrote, and its status. */
  private record Ended(String output, int status) {}

  /** Uses the functions of {@code scripts/jdk.sh} on a system that has no JDK. */
  private Ended withoutJdk(String system, String commands) throws Exception {
    return bash(
        "system() { echo '%s'; }; find_jdk() { [ ! -e \"$HOME/installed\" ] || echo '%s/jdk'; }; %s"
            .formatted(system, machine, commands));
  }

  private Ended bash(String commands) throws Exception {
    return bash(commands, Map.of());
  }

  private Ended bash(String commands, Map<String, String> environment) throws Exception {
    String script = "set -euo pipefail; . scripts/jdk.sh; " + commands;
    return run(List.of("/usr/bin/bash", "-c", script, "demo"), environment);
  }

  private Ended run(List<String> command, Map<String, String> environment) throws Exception {
    Process process = start(command, environment);
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
        process.exitValue());
  }

  private Process start(List<String> command, Map<String, String> more) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Terminals.typed(command))
            .directory(project.toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", bin.toString());
    environment.put("HOME", machine.toString());
    environment.put("JAVA_HOME", machine.resolve("jdk").toString());
    environment.putAll(more);
    return builder.start();
  }

  private void pretendBuilt() throws IOException {
    Files.createDirectories(project.resolve("target"));
    for (String module :
        List.of(
            "hall-server", "kiosk-agent", "display-agent", "device-drivers/emulators", "journey")) {
      Path target = Files.createDirectories(project.resolve(module).resolve("target"));
      Files.createFile(target.resolve("demo-exec.jar"));
    }
    Files.createFile(project.resolve("target/demo-build"));
  }

  private static void program(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
