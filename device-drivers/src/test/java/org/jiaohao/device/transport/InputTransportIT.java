package org.jiaohao.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jiaohao.device.transport.TransportException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Device files opened through the C library; a pipe stands for one. */
class InputTransportIT {
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path folder;

  private Path pipe() throws Exception {
    Path pipe = folder.resolve("event0");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  private static long openFiles(Path path) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(fd -> leadsTo(fd, path)).count();
    }
  }

  private static boolean leadsTo(Path descriptor, Path path) {
    try {
      return Files.readSymbolicLink(descriptor).equals(path);
    } catch (IOException e) {
      return false; // closed since it was listed
    }
  }

  @Test
  void bytesComeAndTheEndOfThePipeIsAnUnpluggedDevice() throws Exception {
    Path pipe = pipe();
    try (ByteChannel channel = Transport.of(Address.parse("input:" + pipe)).open()) {
      byte[] buffer = new byte[10];
      assertThat(channel.read(buffer, Duration.ZERO)).isZero();
      Files.writeString(pipe, "A001");
      int n = channel.read(buffer, SOON);
      assertThat(new String(buffer, 0, n, StandardCharsets.US_ASCII)).isEqualTo("A001");
      assertThatThrownBy(() -> channel.read(buffer, SOON))
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.GONE));
    }
  }

  @Test
  void closingFreesTheFileThoughNothingEverCame() throws Exception {
    Path pipe = pipe();
    ByteChannel channel = Transport.of(Address.parse("hid:" + pipe)).open();
    assertThat(openFiles(pipe)).isEqualTo(1);
    channel.close();
    await().atMost(SOON).until(() -> openFiles(pipe) == 0);
  }

  @Test
  void whatIsNotThereAndWhatMayNotBeOpened() throws Exception {
    assertThatThrownBy(() -> Transport.of(Address.parse("input:/dev/input/event99")).open())
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_THERE));
    assertThatThrownBy(() -> Transport.of(Address.parse("hid:usb-vid=ffff,pid=ffff")).open())
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_THERE));
    // A folder can be opened, but is no line.
    try (ByteChannel channel = Transport.of(Address.parse("input:" + folder)).open()) {
      assertThatThrownBy(() -> channel.read(new byte[1], SOON))
          .isInstanceOf(TransportException.class);
    }
  }
}
