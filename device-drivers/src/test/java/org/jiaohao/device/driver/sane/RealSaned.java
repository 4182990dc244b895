package org.jiaohao.device.driver.sane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jiaohao.proofs.Ports;

/** The real saned as a child process, with one backend. */
record RealSaned(Process process, int port) implements AutoCloseable {
  /** Starts it; the backend's own configuration already lies in the folder. */
  static RealSaned start(Path folder, String backend) throws IOException {
    Files.createDirectories(folder.resolve("dll.d"));
    Files.writeString(folder.resolve("dll.conf"), backend + "\n");
    Files.writeString(folder.resolve("saned.conf"), "127.0.0.1\n::1\n");
    int port = Ports.free();
    var builder =
        new ProcessBuilder(
            "/usr/sbin/saned", "-l", "-b", "127.0.0.1", "-p", String.valueOf(port), "-e");
    builder.environment().put("SANE_CONFIG_DIR", folder.toString());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("saned.log").toFile());
    return new RealSaned(builder.start(), port);
  }

  String address() {
    return "sane://127.0.0.1:" + port;
  }

  /** Sends a signal to saned and its children, one for each connection; some end meanwhile. */
  void signal(String name) throws Exception {
    for (ProcessHandle each :
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
      String pid = String.valueOf(each.pid());
      if (new ProcessBuilder("kill", "-" + name, pid).start().waitFor() != 0) {
        assertThat(each.isAlive()).as(pid).isFalse();
      }
    }
  }

  @Override
  public void close() throws Exception {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }
}
