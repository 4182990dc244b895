package org.jiaohao.device.driver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;
import org.jiaohao.emulator.escl.NetworkScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices with certificates that nobody else signed, and devices that ask who asks. */
class SecureLineIT {
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path folder;

  private HttpLine line(String address, Map<String, String> options) {
    var all = new HashMap<>(options);
    all.put("certificates", folder.resolve("data/certificates").toString());
    return HttpLine.of(new DeviceConfig("scanner", "escl", address, null, all));
  }

  private static int ask(HttpLine line) throws TransportException {
    return line.send("GET", line.uri().resolve("/eSCL/ScannerStatus"), SOON).status();
  }

  private static void refused(HttpLine line, Reason reason, String... words) {
    assertThatThrownBy(() -> ask(line))
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .message()
        .contains(words);
  }

  @Test
  void theFirstCertificateIsKeptOverRestartsAndAnotherOneRefused() throws Exception {
    try (var scanner = NetworkScanner.start("tls:127.0.0.1:0")) {
      HttpLine line = line(scanner.address(), Map.of());
      assertThat(line.certificate()).isEmpty();
      assertThat(ask(line)).isEqualTo(200);
      String first = scanner.fingerprint();
      assertThat(line.certificate()).contains(first);
      assertThat(folder.resolve("data/certificates")).content().contains(first);

      scanner.fault("new-certificate");
      String second = scanner.fingerprint();
      refused(line, Reason.CERTIFICATE, first, second);
      refused(line(scanner.address(), Map.of()), Reason.CERTIFICATE, first, second);
      assertThat(line.certificate()).isEmpty();

      var config =
          new DeviceConfig(
              "scanner",
              "escl",
              scanner.address(),
              null,
              Map.of("certificates", folder.resolve("data/certificates").toString()));
      HttpAddress address = HttpAddress.of(config, "", "https");
      assertThat(PinnedTrust.meetAnew(address, PinnedCertificates.of(config), SOON))
          .isEqualTo(second);
      assertThat(ask(line)).as("at once, without a restart").isEqualTo(200);
    }
  }

  @Test
  void aFingerprintInTheAddressIsTheOnlyOneThatCounts() throws Exception {
    try (var scanner = NetworkScanner.start("tls:127.0.0.1:0")) {
      String right = scanner.fingerprint().replace(":", "").toLowerCase();
      assertThat(ask(line(scanner.address() + "#sha256=" + right, Map.of()))).isEqualTo(200);
      assertThat(folder.resolve("data/certificates")).as("nothing to keep").doesNotExist();
      String wrong = "00".repeat(32);
      refused(line(scanner.address() + "#sha256=" + wrong, Map.of()), Reason.CERTIFICATE, "00:00");
    }
  }

  @Test
  void aFingerprintThatSomebodyTypedCountsAndADamagedOneLetsNobodyIn() throws Exception {
    Path file = folder.resolve("data/certificates");
    Files.createDirectories(file.getParent());
    try (var scanner = NetworkScanner.start("tls:127.0.0.1:0")) {
      String place = scanner.address().replaceAll("https://|/eSCL", "");
      String digits = scanner.fingerprint().replace(":", "").toLowerCase();
      Files.writeString(file, "# ours\nother:443 XY\n" + place + "  " + digits + "\n");
      assertThat(ask(line(scanner.address(), Map.of()))).isEqualTo(200);

      for (String damaged : new String[] {"", " AB:CD", " " + digits + " x"}) {
        Files.writeString(file, "# ours\nother:443 XY\n" + place + damaged + "\n");
        refused(line(scanner.address(), Map.of()), Reason.TLS, "cannot be read");
      }
      var options = Map.of("certificates", file.toString());
      assertThat(
              HttpLine.trustAnew(
                  new DeviceConfig("scanner", "escl", scanner.address(), null, options)))
          .isEqualTo(scanner.fingerprint());
      assertThat(ask(line(scanner.address(), Map.of()))).isEqualTo(200);
      assertThat(Files.readAllLines(file)).contains("# ours", "other:443 XY").hasSize(3);
    }
  }

  @Test
  void aFileThatCannotBeReadLetsNobodyIn() throws Exception {
    Files.createDirectories(folder.resolve("data/certificates"));
    try (var scanner = NetworkScanner.start("tls:127.0.0.1:0")) {
      refused(line(scanner.address(), Map.of()), Reason.TLS, "cannot be read");
    }
  }

  @Test
  void aDeviceThatTakesOnlySecureRequestsSaysSo() throws Exception {
    try (var scanner = NetworkScanner.start("tcp:127.0.0.1:0")) {
      scanner.fault("tls-only");
      refused(line(scanner.address(), Map.of()), Reason.TLS_WANTED, "426");
    }
  }

  @Test
  void aLoginIsGivenByBasicAndDigestAndAWrongOneRefused() throws Exception {
    try (var scanner = NetworkScanner.start("tls:127.0.0.1:0")) {
      for (String scheme : new String[] {"basic", "digest"}) {
        scanner.fault("login", Map.of("scheme", scheme, "user", "clerk", "password", "密码:1"));
        refused(line(scanner.address(), Map.of()), Reason.LOGIN, "no user");
        refused(
            line(scanner.address(), Map.of("user", "clerk", "password", "x")), Reason.LOGIN, "401");
        HttpLine line = line(scanner.address(), Map.of("user", "clerk", "password", "密码:1"));
        for (int i = 0; i < 3; i++) {
          assertThat(ask(line)).as(scheme).isEqualTo(200);
        }
      }
    }
  }
}
