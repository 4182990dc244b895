package org.jiaohao.device.driver.ipp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jiaohao.device.Quick;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.PagePrinter;
import org.jiaohao.device.api.PagePrinter.Outcome;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.jiaohao.emulator.ipp.OfficePrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Printers behind TLS, with a certificate nobody signed, and a login. */
@VerifiedAgainst(driver = "ipp", source = "ippeveprinter of CUPS 2.4 over TLS with login")
class IppSecureIT {
  private static final Duration SOON = Duration.ofSeconds(8);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final byte[] PDF = "%PDF-1.7 notice".getBytes(StandardCharsets.US_ASCII);
  private static final String USER = "clerk";
  private static final String PASSWORD = "s3cret";

  @TempDir Path folder;

  private PagePrinter open(String address, Map<String, String> login) {
    var options = new HashMap<>(login);
    options.put("certificates", folder.resolve("certificates").toString());
    var config = new DeviceConfig("office", "ipp", address, null, options);
    PagePrinter printer = Quick.device(PagePrinter.class, config);
    printer.open();
    return printer;
  }

  private static Map<String, String> login(String password) {
    return Map.of("user", USER, "password", password);
  }

  private static String code(Outcome outcome) {
    return ((Outcome.Failed) outcome).fault().code();
  }

  private static void usable(PagePrinter printer) {
    await().atMost(SOON).until(() -> printer.status().state() == DeviceState.IDLE);
  }

  /** Users and passwords come from a file of ours instead of those of this machine. */
  private EvePrinter eve() throws Exception {
    Path users = Files.writeString(folder.resolve("users"), USER + ":" + PASSWORD + ":cups\n");
    Path services = Files.createDirectories(folder.resolve("pam"));
    String module = matrix() + " passdb=" + users + "\n";
    String rules = "auth required " + module + "account required " + module;
    Files.writeString(services.resolve("cups"), rules);
    Files.createDirectories(folder.resolve("keys"));
    return EvePrinter.start(
        folder,
        List.of("-A", "-K", folder.resolve("keys").toString(), "-f", "application/pdf"),
        Map.of(
            "LD_PRELOAD", "libpam_wrapper.so",
            "PAM_WRAPPER", "1",
            "PAM_WRAPPER_SERVICE_DIR", services.toString()));
  }

  /** The module that asks that file, where Debian keeps it for this processor. */
  private static Path matrix() throws IOException {
    try (Stream<Path> kinds = Files.list(Path.of("/usr/lib"))) {
      return kinds
          .map(kind -> kind.resolve("pam_wrapper/pam_matrix.so"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("apt install libpam-wrapper"));
    }
  }

  @Test
  void thePrinterOfCupsPrintsForWhoeverItKnowsAndNobodyElse() throws Exception {
    try (var eve = eve()) {
      eve.set("go", "");
      for (Map<String, String> wrong : List.of(Map.<String, String>of(), login("guess"))) {
        try (var printer = open(eve.address("ipps"), wrong)) {
          usable(printer);
          assertThat(code(printer.print(PDF, "notice", LONG))).isEqualTo("LOGIN");
        }
      }
      assertThat(eve.out()).as(eve.said()).doesNotExist();
      try (var printer = open(eve.address("ipps"), login(PASSWORD))) {
        usable(printer);
        assertThat(printer.print(PDF, "notice", LONG)).isEqualTo(new Outcome.Printed());
        assertThat(eve.out()).hasBinaryContent(PDF);
        String shown = printer.certificate().orElseThrow();
        assertThat(shown).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(Files.readString(folder.resolve("certificates"))).contains(shown);
      }
    }
  }

  @Test
  void anotherPrinterAtItsAddressGetsNothing() throws Exception {
    try (var eve = eve()) {
      eve.set("go", "");
      try (var printer = open(eve.address("ipps"), login(PASSWORD))) {
        usable(printer);
        eve.off();
        try (Stream<Path> keys = Files.list(folder.resolve("keys"))) {
          for (Path key : keys.toList()) {
            Files.delete(key);
          }
        }
        eve.on();
        await()
            .atMost(LONG)
            .until(
                () ->
                    printer.status().fault() != null
                        && printer.status().fault().code().equals("CERTIFICATE"));
        assertThat(code(printer.print(PDF, "notice", LONG))).isEqualTo("CERTIFICATE");
        assertThat(printer.status().fault().messageZh()).contains("devices trust office");
        assertThat(eve.out()).doesNotExist();
      }
    }
  }

  /** A wrong password is not tried every second, so that no account is locked. */
  @Test
  void loginAndTlsAreNamedBeforeAnythingIsPrinted() throws Exception {
    try (var emulator = OfficePrinter.start("tcp:127.0.0.1:0");
        var printer = open(emulator.address(), Map.of())) {
      usable(printer);
      emulator.fault("tls-only", Map.of());
      await().atMost(SOON).until(() -> printer.status().state() == DeviceState.FAILURE);
      assertThat(code(printer.print(PDF, "notice", LONG))).isEqualTo("TLS_WANTED");
      assertThat(printer.status().fault().messageZh()).contains("ipps://");
      assertThat(emulator.jobStates()).isEmpty();
    }
    for (String scheme : List.of("basic", "digest")) {
      try (var emulator = OfficePrinter.start("tls:127.0.0.1:0")) {
        emulator.fault("login", Map.of("scheme", scheme, "user", USER, "password", PASSWORD));
        try (var printer = open(emulator.address(), login("guess"))) {
          await().atMost(SOON).until(() -> printer.status().state() == DeviceState.FAILURE);
          assertThat(code(printer.print(PDF, "notice", LONG))).isEqualTo("LOGIN");
          assertThat(printer.status().fault().messageEn()).contains(".user and .password");
        }
        try (var printer = open(emulator.address(), login(PASSWORD))) {
          usable(printer);
          assertThat(printer.certificate()).contains(emulator.fingerprint());
          assertThat(printer.print(PDF, "notice", LONG)).isEqualTo(new Outcome.Printed());
        }
        assertThat(emulator.printed()).containsExactly(PDF);
      }
    }
  }
}
