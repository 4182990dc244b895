package org.jiaohao.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jiaohao.device.transport.TransportException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A serial port as the operating system gives it: two pseudo-terminals joined by socat. */
class SerialTransportIT {
  @TempDir Path folder;
  private Path here;
  private Path there;
  private Process cable;

  @BeforeEach
  void plug() throws Exception {
    here = folder.resolve("here.tty");
    there = folder.resolve("there.tty");
    cable =
        new ProcessBuilder("socat", "pty,raw,echo=0,link=" + here, "pty,raw,echo=0,link=" + there)
            .inheritIO()
            .start();
    await().until(() -> Files.exists(here) && Files.exists(there));
  }

  @AfterEach
  void unplug() throws Exception {
    cable.destroy();
    cable.waitFor();
  }

  private static ByteChannel open(Path port) throws TransportException {
    return Transport.of(Address.parse("serial:" + port + "?baud=115200")).open();
  }

  private static Reason reason(Throwable e) {
    return ((TransportException) e).reason();
  }

  @Test
  void everyByteArrives() throws Exception {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (ByteChannel left = open(here);
        ByteChannel right = open(there)) {
      left.write(all, Duration.ofSeconds(5));
      var received = new ByteArrayOutputStream();
      byte[] buffer = new byte[100];
      await()
          .until(
              () -> {
                received.write(buffer, 0, right.read(buffer, Duration.ofMillis(100)));
                return received.size() == all.length;
              });
      assertThat(received.toByteArray()).isEqualTo(all);
      assertThat(right.read(buffer, Duration.ZERO)).isZero();
    }
  }

  @Test
  void aPeerThatTakesNothingEndsTheWriteInTime() throws Exception {
    ByteChannel left = open(here);
    long began = System.nanoTime();
    assertThatThrownBy(() -> left.write(new byte[1 << 22], Duration.ofMillis(700)))
        .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.TIMEOUT));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));

    began = System.nanoTime();
    left.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void anUnpluggedPortIsNoticedAndFoundAgainUnderItsNewNumber() throws Exception {
    try (ByteChannel left = open(here)) {
      unplug();
      assertThatThrownBy(() -> left.read(new byte[10], Duration.ofSeconds(5)))
          .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.GONE));
    }
    assertThatThrownBy(() -> open(here))
        .satisfies(e -> assertThat(reason(e)).isEqualTo(Reason.NOT_THERE));
    plug();
    try (ByteChannel left = open(here);
        ByteChannel right = open(there)) {
      left.write(new byte[] {42}, Duration.ofSeconds(5));
      byte[] buffer = new byte[10];
      assertThat(right.read(buffer, Duration.ofSeconds(5))).isEqualTo(1);
      assertThat(buffer[0]).isEqualTo((byte) 42);
    }
  }

  @Test
  void closingEndsAWaitingRead() throws Exception {
    ByteChannel left = open(here);
    var reading =
        java.util.concurrent.CompletableFuture.supplyAsync(
            () -> {
              try {
                left.read(new byte[10], Duration.ofSeconds(20));
                return null;
              } catch (TransportException e) {
                return e.reason();
              }
            });
    left.close();
    assertThat(reading.get(2, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(Reason.GONE);
  }

  @Test
  void whatPassesIsWrittenToADump() throws Exception {
    Path dump = folder.resolve("traffic.dump");
    Transport line = Transport.of(Address.parse("serial:" + here + "?baud=115200")).dumpingTo(dump);
    try (ByteChannel left = line.open();
        ByteChannel right = open(there)) {
      left.write(new byte[] {0x10, 4, 1}, Duration.ofSeconds(5));
      right.write(new byte[] {0x12}, Duration.ofSeconds(5));
      left.read(new byte[10], Duration.ofSeconds(5));
    }
    assertThat(Files.readAllLines(dump))
        .filteredOn(lineOfDump -> !lineOfDump.startsWith("~"))
        .containsExactly("# connected to " + line.address(), "> 10 04 01", "< 12", "# closed");
  }
}
