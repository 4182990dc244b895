package org.jiaohao.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jiaohao.proofs.Ports;

/**
 * A real broker on a loopback port of its own, with the access rules an agent meets in a hall:
 * users {@code test} (everything) and {@code yj-c00/display-1} (its branch only).
 */
final class Mosquitto implements AutoCloseable {
  static final String SECRET = "s3cret";

  private final Path folder;
  private final int port;
  private Process process;

  Mosquitto(Path folder) throws Exception {
    this.folder = folder;
    this.port = Ports.free();
    Path passwords = Files.createFile(folder.resolve("passwords"));
    for (String user : List.of("test", "yj-c00/display-1")) {
      run(binary("mosquitto_passwd"), "-b", passwords.toString(), user, SECRET);
    }
    Files.writeString(
        folder.resolve("acl"),
        """
        user test
        topic readwrite #
        user yj-c00/display-1
        topic write qms/1/yj-c00/agent/display-1/#
        topic read qms/1/yj-c00/agent/display-1/command/+
        topic read qms/1/yj-c00/view/#
        topic read qms/1/yj-c00/event/#
        topic read qms/1/yj-c00/server/state
        """);
    Files.writeString(
        folder.resolve("mosquitto.conf"),
        """
        listener %d 127.0.0.1
        user %s
        allow_anonymous false
        password_file %s/passwords
        acl_file %s/acl
        set_tcp_nodelay true
        """
            .formatted(port, System.getProperty("user.name"), folder, folder));
    start();
  }

  String uri() {
    return "tcp://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(binary("mosquitto"), "-c", folder.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    Awaitility.await("mosquitto listens")
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Stops the process in its tracks: connections stand, nothing answers. */
  void freeze() throws Exception {
    run("kill", "-STOP", Long.toString(process.pid()));
  }

  void thaw() throws Exception {
    run("kill", "-CONT", Long.toString(process.pid()));
  }

  /** Kills the broker like a power cut; it forgets everything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + output);
    }
  }

  private static String binary(String name) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/bin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "These tests need the program " + name + ": apt-get install mosquitto"))
        .toString();
  }
}
