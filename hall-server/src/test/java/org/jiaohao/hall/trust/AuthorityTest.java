package org.jiaohao.hall.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jiaohao.contract.http.EnrolmentCodes;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.store.CannotStart;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.hall.store.PrivateFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The hall's certificates as files, checked by OpenSSL as well. */
class AuthorityTest {
  private static final Instant NOON = Instant.parse("2026-11-27T04:00:00Z");
  private static final HallNetwork NETWORK = network("10.0.0.1");

  @TempDir Path data;
  private final HallClock clock = new HallClock(Clock.fixed(NOON, ZoneId.of("Asia/Shanghai")));

  private static HallNetwork network(String host, String... names) {
    return new HallNetwork("127.0.0.1", host, List.of(names), 0, 0, 0);
  }

  private Authority authority() {
    return new Authority(data, NETWORK, false);
  }

  private ServerCertificate server(HallNetwork network) {
    return new ServerCertificate(new Authority(data, network, false), network, clock);
  }

  @Test
  void everyStartHasTheSameAuthorityAndNobodyElseReadsItsKey() throws Exception {
    Authority first = authority();
    assertThat(authority().certificate()).isEqualTo(first.certificate());
    assertThat(EnrolmentCodes.mark(first.certificate())).matches("[0-9A-HJKMNP-TV-Z]{16}");
    assertThat(EnrolmentCodes.prove("abcd efgh-" + first.mark().toLowerCase(), first.certificate()))
        .isTrue();
    server(NETWORK);
    for (String name : List.of("ca.key", "server.p12")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("tls").resolve(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("tls"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aFirstStartThatWasCutOffBeginsAgain() throws Exception {
    X509Certificate first = authority().certificate();
    Files.delete(data.resolve("tls/ca.crt"));
    Files.createFile(data.resolve("tls/ca.unfinished"));
    X509Certificate second = authority().certificate();
    assertThat(second).isNotEqualTo(first);
    assertThat(authority().certificate()).isEqualTo(second);
    assertThat(data.resolve("tls/ca.unfinished")).doesNotExist();
  }

  /** The very one that agents have pinned; with another one of the same key none would be sure. */
  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "-----BEGIN CERTIFICATE-----\nMIIB"})
  void aLostCertificateIsBroughtBackFromTheServersOwn(String left) throws Exception {
    X509Certificate shown = server(NETWORK).current().certificate();
    X509Certificate first = authority().certificate();
    Path file = data.resolve("tls/ca.crt");
    Files.delete(file);
    if (!left.isEmpty()) {
      Files.writeString(file, left);
    }
    assertThat(authority().certificate()).isEqualTo(first);
    assertThat(Pem.certificates(Files.readAllBytes(file))).containsExactly(first);
    assertThat(server(NETWORK).current().certificate()).isEqualTo(shown);
  }

  /** What of the files there is, and what is a foreign one's. */
  enum Loss {
    CERTIFICATE_FOR_GOOD("ca.crt"),
    CERTIFICATE_WITH_ANOTHERS_BEHIND_THE_SERVERS("ca.crt"),
    KEY("ca.key"),
    BOTH("ca.key"),
    BROKEN_KEY("ca.key"),
    ANOTHERS_KEY("ca.crt"),
    ANOTHERS_CERTIFICATE("ca.crt");

    private final String named;

    Loss(String named) {
      this.named = named;
    }

    private void happen(Path tls, Path others) throws IOException {
      switch (this) {
        case CERTIFICATE_FOR_GOOD -> {
          Files.delete(tls.resolve("ca.crt"));
          Files.delete(tls.resolve("server.p12"));
        }
        case CERTIFICATE_WITH_ANOTHERS_BEHIND_THE_SERVERS -> {
          Files.delete(tls.resolve("ca.crt"));
          copy(others, tls, "server.p12");
        }
        case KEY -> Files.delete(tls.resolve("ca.key"));
        case BOTH -> {
          Files.delete(tls.resolve("ca.crt"));
          Files.delete(tls.resolve("ca.key"));
        }
        case BROKEN_KEY -> Files.writeString(tls.resolve("ca.key"), "");
        case ANOTHERS_KEY -> copy(others, tls, "ca.key");
        case ANOTHERS_CERTIFICATE -> copy(others, tls, "ca.crt");
        default -> throw new AssertionError(this);
      }
    }

    private static void copy(Path from, Path to, String name) throws IOException {
      Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLostForGoodIsToldAndNothingIsMadeAnew(Loss loss, @TempDir Path foreign)
      throws Exception {
    server(NETWORK);
    new ServerCertificate(new Authority(foreign, NETWORK, false), NETWORK, clock);
    Path tls = data.resolve("tls");
    loss.happen(tls, foreign.resolve("tls"));
    String before = content(tls);
    assertThatThrownBy(this::authority)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("请用密钥文件（命令 keys --from --to 所写的 ZIP 文件）")
        .hasMessageContaining("Restore " + tls.toAbsolutePath() + " from the folder tls")
        .hasMessageContaining("enrol all agents again");
    assertThatThrownBy(this::authority).hasMessageContaining(loss.named);
    assertThat(content(tls)).isEqualTo(before);
  }

  private static String content(Path folder) throws IOException {
    var text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        text.append(file.getFileName()).append(Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return text.toString();
  }

  @Test
  void theServersCertificateIsRenewedAfterAMonthAndWhenTheClockWasWrong() throws Exception {
    ServerCertificate server = server(NETWORK);
    X509Certificate first = server.current().certificate();
    assertThat(Duration.between(NOON, first.getNotAfter().toInstant()).toDays()).isEqualTo(90);
    assertThat(server(NETWORK).current().certificate()).isEqualTo(first);
    clock.advance(Duration.ofDays(29));
    server.renew();
    assertThat(server.current().certificate()).isEqualTo(first);
    clock.advance(Duration.ofDays(1));
    server.renew();
    X509Certificate second = server.current().certificate();
    assertThat(second).isNotEqualTo(first);
    assertThat(server(NETWORK).current().certificate()).isEqualTo(second);
    clock.advance(Duration.ofDays(-9000)); // an empty battery
    server.renew();
    second.checkValidity(java.util.Date.from(NOON.plus(Duration.ofDays(31))));
    server.current().certificate().checkValidity(java.util.Date.from(clock.instant()));
  }

  @Test
  void theServersCertificateNeverOutlivesTheAuthority() {
    clock.advance(Duration.between(NOON, Instant.parse("2049-12-15T04:00:00Z")));
    ServerCertificate server = server(NETWORK);
    assertThat(server.current().certificate().getNotAfter())
        .isEqualTo(authority().certificate().getNotAfter());
  }

  /** Where no hall lived, nobody has enrolled an agent. */
  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void onlyWhereAHallLivedBeforeAgentsHaveToBeEnrolledAgain(CapturedOutput log) throws Exception {
    Path hall = data.resolve("hall");
    String words = "enrolled again with new codes";
    RunningHall.start(hall, 0, RunningHall.NO_BROKER).close();
    assertThat(hall.resolve("tls").resolve("ca.key")).exists();
    assertThat(log.getAll()).doesNotContain(words);
    PrivateFiles.delete(hall.resolve("tls"));
    RunningHall.start(hall, 0, RunningHall.NO_BROKER).close();
    assertThat(log.getAll()).contains(words);
  }

  /** Browsers do not care whether the hall believes its computer's clock. */
  @Test
  void aJumpThatTheHallDoesNotBelieveCountsForTheCertificate() throws Exception {
    var computer = new AtomicReference<>(NOON);
    var believed = new HallClock(new Adjustable(computer::get));
    var server = new ServerCertificate(authority(), NETWORK, believed);
    for (Duration jump : List.of(Duration.ofDays(40), Duration.ZERO, Duration.ofDays(-20_000))) {
      computer.set(NOON.plus(jump));
      server.renew();
      server.current().certificate().checkValidity(java.util.Date.from(computer.get()));
      assertThat(Duration.between(NOON, believed.instant())).isLessThan(Duration.ofHours(1));
    }
  }

  private static final class Adjustable extends Clock {
    private final Supplier<Instant> now;

    private Adjustable(Supplier<Instant> now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** County networks have addresses that are no private ones. */
  @Test
  void theAddressItListensOnIsOneOfItsNames() throws Exception {
    var open = new HallNetwork("203.0.113.7", "hall.county.gov.cn", List.of(), 0, 0, 0);
    assertThat(server(open).current().certificate().getSubjectAlternativeNames().toString())
        .contains("203.0.113.7", "hall.county.gov.cn");
  }

  @Test
  void otherNamesGetAnotherCertificateAndForeignOnesNone() throws Exception {
    X509Certificate first = server(NETWORK).current().certificate();
    X509Certificate second = server(network("192.168.7.7", "hall.lan")).current().certificate();
    assertThat(second).isNotEqualTo(first);
    assertThat(second.getSubjectAlternativeNames().toString())
        .contains("192.168.7.7", "hall.lan", "localhost", "127.0.0.1");
    for (String foreign : List.of("www.gov.cn", "8.8.8.8")) {
      assertThatThrownBy(() -> server(network(foreign)))
          .as(foreign)
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining(foreign)
          .hasMessageContaining("重新注册所有终端");
    }
  }

  @Test
  void openSslAgreesWithWhatTheAuthorityVouchesFor() throws Exception {
    HallNetwork own = network("10.0.0.1", "hall.county.gov.cn");
    ServerCertificate server = new ServerCertificate(new Authority(data, own, false), own, clock);
    Path leaf = data.resolve("leaf.crt");
    Files.writeString(leaf, Pem.of(server.current().certificate()), StandardCharsets.US_ASCII);
    for (String[] right :
        new String[][] {
          {"-verify_ip", "10.0.0.1"},
          {"-verify_ip", "127.0.0.1"},
          {"-verify_hostname", "hall.county.gov.cn"},
          {"-verify_hostname", "localhost"}
        }) {
      assertThat(openssl(leaf, right)).as("%s", (Object) right).contains("leaf.crt: OK");
    }
    assertThat(openssl(leaf, "-verify_hostname", "www.gov.cn")).contains("hostname mismatch");
    assertThat(openssl(leaf, "-purpose", "sslclient")).contains("unsuitable certificate purpose");
    // Whoever steals the authority's key gets no certificate that browsers take for other sites.
    var keys = Certificates.keys();
    Authority authority = new Authority(data, own, false);
    var key = Pem.key(Files.readAllBytes(data.resolve("tls/ca.key")), "EC");
    var stolen =
        Certificates.server(
            keys.getPublic(),
            List.of("www.gov.cn"),
            NOON,
            NOON.plus(Duration.ofDays(9)),
            authority.certificate(),
            key);
    Files.writeString(leaf, Pem.of(stolen));
    assertThat(openssl(leaf, "-verify_hostname", "www.gov.cn"))
        .contains("permitted subtree violation");
  }

  private String openssl(Path leaf, String... wish) throws IOException, InterruptedException {
    var command =
        new java.util.ArrayList<>(List.of("openssl", "verify", "-x509_strict", "-attime"));
    command.add(String.valueOf(NOON.getEpochSecond() + 60));
    command.addAll(List.of("-CAfile", data.resolve("tls/ca.crt").toString()));
    command.addAll(List.of(wish));
    command.add(leaf.toString());
    Process openssl = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(openssl.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "10.0.0.1", "::", "hall.lan", ""})
  void aDoorWithoutTlsIsOfThisMachineOnly(String address) {
    assertThatThrownBy(() -> HallListeners.mustBeLoopback("server.address", address))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("server.address")
        .hasMessageContaining("不加密")
        .hasMessageContaining("without TLS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "localhost"})
  void loopbackNeedsNoTls(String address) {
    HallListeners.mustBeLoopback("server.address", address);
  }

  @Test
  void whatNobodyCanReachIsRefused() {
    assertThatThrownBy(() -> new HallNetwork("0.0.0.0", "0.0.0.0", List.of(), 1, 2, 3))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("jiaohao.network.host");
    assertThatThrownBy(() -> new HallNetwork("hall", "hall", List.of(), 1, 2, 3))
        .isInstanceOf(CannotStart.class);
    assertThatThrownBy(() -> network("a b")).isInstanceOf(CannotStart.class);
    assertThat(new HallNetwork("0.0.0.0", "10.0.0.1", null, 1, 2, 3).certified())
        .containsExactly("10.0.0.1", "localhost", "127.0.0.1", "::1");
  }
}
