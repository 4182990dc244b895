package org.jiaohao.device.driver.sane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jiaohao.device.codec.sane.SaneOption;
import org.jiaohao.device.codec.sane.SaneParameters;
import org.jiaohao.device.codec.sane.SaneRequest;
import org.jiaohao.device.driver.sane.SaneConnection.RefusedException;
import org.jiaohao.device.driver.sane.SaneConnection.Scanner;
import org.jiaohao.device.driver.sane.SaneConnection.Started;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;

/** A session with the real saned, played again: what we send must be what it was sent then. */
@VerifiedAgainst(driver = "sane", source = "saned of SANE 1.2.1 with its test scanner")
class SaneSessionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final SaneLogin NOBODY = new SaneLogin("", "");
  private static final Path SESSION = Path.of("src/test/resources/golden/sane/session.dump");

  /** Answers each request as it was answered then; what came, in hexadecimal digits. */
  private static List<String> play(ServerSocket server, List<String> lines) throws IOException {
    List<String> came = new ArrayList<>();
    try (Socket client = server.accept()) {
      client.setSoTimeout(5000);
      for (String line : lines) {
        byte[] bytes = HexFormat.of().parseHex(line.substring(1).replace(" ", ""));
        if (line.startsWith(">")) {
          byte[] request = client.getInputStream().readNBytes(bytes.length);
          came.add(HexFormat.of().withUpperCase().formatHex(request));
        } else {
          client.getOutputStream().write(bytes);
        }
      }
      came.add("then " + client.getInputStream().read());
    }
    return came;
  }

  @Test
  void everyCallAndItsAnswer() throws Exception {
    List<String> lines =
        Files.readAllLines(SESSION).stream().filter(line -> !line.startsWith("#")).toList();
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var played =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return play(server, lines);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      try (var saned = new SaneConnection("127.0.0.1", server.getLocalPort(), PATIENCE)) {
        talk(saned);
      }
      List<String> sent =
          new ArrayList<>(
              lines.stream()
                  .filter(line -> line.startsWith(">"))
                  .map(line -> line.substring(1).replace(" ", ""))
                  .toList());
      sent.add("then -1");
      assertThat(played.get(5, TimeUnit.SECONDS)).isEqualTo(sent);
    }
  }

  private static void talk(SaneConnection saned) throws IOException {
    assertThat(saned.devices(PATIENCE))
        .containsExactly(
            new Scanner("test:0", "Noname frontend-tester"),
            new Scanner("test:1", "Noname frontend-tester"));
    refused(SaneStatus.INVAL, () -> saned.open("test:9", NOBODY, PATIENCE));
    assertThat(saned.open("test:0", NOBODY, PATIENCE)).isZero();
    List<SaneOption> options = saned.options(0, PATIENCE);
    assertThat(options)
        .extracting(SaneOption::name)
        .containsExactly("", "mode", "depth", "resolution", "");
    SaneOption mode = options.get(1);
    SaneOption resolution = options.get(3);
    assertThat(mode.number()).isEqualTo(2);
    assertThat(mode.texts()).containsExactly("Gray", "Color");
    assertThat(options.get(2).words()).containsExactly(1, 8, 16);
    assertThat(resolution.number()).isEqualTo(7);
    assertThat(resolution.words().stream().map(resolution::number)).containsExactly(1., 1200., 1.);
    assertThat(options.get(0).settable()).isFalse();

    assertThat(saned.set(SaneRequest.set(0, mode, "Color"), PATIENCE)).as("reload").isTrue();
    assertThat(saned.set(SaneRequest.set(0, resolution, resolution.word(5000)), PATIENCE))
        .isFalse();
    assertThat(saned.set(SaneRequest.set(0, resolution, resolution.word(75)), PATIENCE)).isFalse();
    assertThat(saned.set(SaneRequest.set(0, mode, "color"), PATIENCE)).isFalse();
    refused(SaneStatus.INVAL, () -> saned.set(SaneRequest.set(0, mode, "Lineart"), PATIENCE));

    saned.askParameters(0, PATIENCE);
    SaneParameters form = saned.parameters();
    assertThat(form).isEqualTo(new SaneParameters(SaneParameters.RGB, true, 708, 236, 295, 8));
    assertThat(form.bytes()).isEqualTo(208_860);
    assertThat(saned.start(0, PATIENCE, () -> {})).isEqualTo(new Started(26600, true));
    refused(SaneStatus.DEVICE_BUSY, () -> saned.start(0, PATIENCE, () -> {}));
    saned.cancel(0, PATIENCE);
    saned.closeDevice(0, PATIENCE);
    assertThat(saned.whole()).as("nothing more was said").isTrue();
  }

  private static void refused(SaneStatus status, Call call) {
    assertThatThrownBy(call::now)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  private interface Call {
    Object now() throws IOException;
  }
}
