package org.jiaohao.device.driver.ipp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jiaohao.proofs.Ports;

/**
 * The IPP Everywhere printer of CUPS. It wants a system bus to announce itself on; it gets one of
 * its own with nobody on it, so nothing is announced. It prints when the file "go" is in its folder
 * and fails when "fail" is there.
 */
final class EvePrinter implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(8);

  /** Tells what is wrong, prints when "go" is there, fails when "fail" is there. */
  private static final String MECHANISM =
      """
      #!/bin/sh
      here=$(dirname "$0")
      [ ! -e "$here/reason" ] || echo "STATE: +$(cat "$here/reason")" >&2
      until [ -e "$here/go" ] || [ -e "$here/fail" ]; do sleep 0.1; done
      [ ! -e "$here/reason" ] || echo "STATE: -$(cat "$here/reason")" >&2
      [ ! -e "$here/fail" ] || exit 1
      cp "$1" "$here/out.tmp" && mv "$here/out.tmp" "$here/out.pdf"
      """;

  private final Path folder;
  private final int port;
  private final List<String> options;
  private final Map<String, String> environment;
  private final List<Process> processes = new ArrayList<>();
  private Process eve;

  private EvePrinter(Path folder, List<String> options, Map<String, String> environment)
      throws Exception {
    this.folder = folder;
    this.options = options;
    this.environment = environment;
    this.port = Ports.free();
  }

  /**
   * Starts one.
   *
   * @param folder an empty one
   * @param options more words for its command line
   */
  static EvePrinter start(Path folder, List<String> options, Map<String, String> environment)
      throws Exception {
    var printer = new EvePrinter(folder, options, environment);
    Path mechanism = Files.writeString(folder.resolve("mechanism"), MECHANISM);
    assertThat(mechanism.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(folder.resolve("spool"));
    printer.run(
        "dbus", List.of("dbus-daemon", "--session", "--nofork", "--address=" + printer.bus()));
    await().atMost(SOON).until(() -> Files.exists(folder.resolve("bus")));
    printer.on();
    return printer;
  }

  /** Switches it on. */
  void on() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/sbin/ippeveprinter",
                "-n",
                "localhost",
                "-p",
                String.valueOf(port),
                "-r",
                "off",
                "-d",
                folder.resolve("spool").toString(),
                "-c",
                folder.resolve("mechanism").toString()));
    command.addAll(options);
    command.add("Office");
    eve = run("eve", command);
  }

  /** Switches it off. */
  void off() throws Exception {
    end(eve);
  }

  private String bus() {
    return "unix:path=" + folder.resolve("bus");
  }

  private Process run(String name, List<String> command) throws Exception {
    var builder = new ProcessBuilder(command);
    builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", bus());
    builder.environment().putAll(name.equals("eve") ? environment : Map.of());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(name).toFile()));
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** Its address. */
  String address(String scheme) {
    return scheme + "://localhost:" + port + "/ipp/print";
  }

  /** Puts a file into its folder. */
  void set(String file, String content) throws Exception {
    Files.writeString(folder.resolve(file), content);
  }

  /** The document that came out last. */
  Path out() {
    return folder.resolve("out.pdf");
  }

  /** All it said. */
  String said() throws Exception {
    return Files.readString(folder.resolve("eve"));
  }

  @Override
  public void close() throws Exception {
    for (Process process : processes.reversed()) {
      end(process);
    }
  }

  private static void end(Process process) throws Exception {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }
}
