package org.jiaohao.hall.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jiaohao.hall.OneAuthority;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.store.HallClock;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that change while the hall is open: the hall's own, and the county's. */
class RenewalTest {
  private static final String DOMAIN = "hall.yanjin.gov.cn";
  @TempDir static Path files;
  private static RunningHall server;

  @BeforeAll
  static void start() throws Exception {
    writePem(pair("EC"));
    server =
        RunningHall.start(
            "spring.profiles.active=demo",
            "jiaohao.county-certificate.file=" + files.resolve("county.pem"),
            "jiaohao.county-certificate.key-file=" + files.resolve("county.key"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Pair(KeyPair keys, X509Certificate certificate, X509Certificate issuer) {}

  /** A certificate of another authority, as a county gets it. */
  private static Pair pair(String algorithm) throws Exception {
    KeyPair authority = Certificates.keys();
    X509Certificate issuer = Certificates.authority(authority, List.of(DOMAIN));
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
    KeyPair own = generator.generateKeyPair();
    Instant now = Instant.now();
    return new Pair(
        own,
        Certificates.server(
            own.getPublic(),
            List.of(DOMAIN),
            now.minus(Duration.ofDays(1)),
            now.plus(Duration.ofDays(90)),
            issuer,
            authority.getPrivate()),
        issuer);
  }

  private static void writePem(Pair pair) throws Exception {
    Files.writeString(files.resolve("county.key"), Pem.of(pair.keys.getPrivate()));
    Files.writeString(files.resolve("county.pem"), Pem.of(pair.certificate) + Pem.of(pair.issuer));
  }

  private static X509Certificate shown(int port, String name, X509Certificate issuer) {
    SSLContext context = OneAuthority.of(issuer);
    try (var plain = new Socket("127.0.0.1", port);
        var socket =
            (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", port, true)) {
      var parameters = socket.getSSLParameters();
      parameters.setServerNames(name == null ? List.of() : List.of(new SNIHostName(name)));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Proves("N18")
  void theHallsOwnIsRenewedWithoutARestart() {
    int https = server.bean(HallListeners.class).httpsPort();
    int mqtts = server.bean(HallNetwork.class).mqttsPort();
    X509Certificate authority = server.bean(Authority.class).certificate();
    RunningHall.awaitDoor(mqtts);
    X509Certificate first = shown(https, null, authority);
    assertThat(shown(mqtts, null, authority)).isEqualTo(first);
    server.clock().advance(Duration.ofDays(31));
    server.bean(ServerCertificate.class).renew();
    X509Certificate second = shown(https, "localhost", authority);
    assertThat(second).isNotEqualTo(first);
    await("the broker shows it, too", () -> shown(mqtts, null, authority).equals(second));
  }

  @Test
  void theCountysIsShownForItsNameAndTakenFromItsFilesWhenTheyChange() throws Exception {
    int https = server.bean(HallListeners.class).httpsPort();
    CountyCertificate county = server.bean(CountyCertificate.class);
    X509Certificate halls = shown(https, null, server.bean(Authority.class).certificate());
    for (String algorithm : List.of("RSA", "EC")) {
      Pair next = pair(algorithm);
      X509Certificate former = county.current().orElseThrow().certificate();
      Files.writeString(files.resolve("county.key"), Pem.of(next.keys.getPrivate()));
      county.reload();
      assertThat(county.current().orElseThrow().certificate())
          .as("one of two files is new")
          .isEqualTo(former);
      writePem(next);
      county.reload();
      assertThat(shown(https, DOMAIN.toUpperCase(Locale.ROOT), next.issuer))
          .as(algorithm)
          .isEqualTo(next.certificate);
      assertThat(
              shown(https, "other.gov.cn", server.bean(Authority.class).certificate())
                  .getIssuerX500Principal())
          .isEqualTo(halls.getIssuerX500Principal());
    }
    Files.writeString(files.resolve("county.pem"), "nonsense");
    county.reload();
    assertThat(county.names(DOMAIN)).isTrue();
    assertThat(county.names("www." + DOMAIN)).isFalse();
    assertThat(county.names(null)).isFalse();
  }

  @Test
  void browsersForgetPlainHttpForTheCountysDomainOnly() throws Exception {
    Pair next = pair("EC");
    writePem(next);
    server.bean(CountyCertificate.class).reload();
    int port = server.bean(HallListeners.class).httpsPort();
    assertThat(head(next.issuer, port, DOMAIN))
        .contains("200")
        .containsIgnoringCase("strict-transport-security: max-age=")
        .doesNotContainIgnoringCase("includeSubDomains");
    assertThat(head(next.issuer, port, "127.0.0.1"))
        .contains("200")
        .doesNotContainIgnoringCase("strict-transport-security");
  }

  private static String head(X509Certificate issuer, int port, String host) throws IOException {
    SSLContext context = OneAuthority.of(issuer);
    try (var plain = new Socket("127.0.0.1", port);
        var socket =
            (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", port, true)) {
      var parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(DOMAIN)));
      socket.setSSLParameters(parameters);
      socket
          .getOutputStream()
          .write(
              ("GET /login HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.substring(0, answer.indexOf("\r\n\r\n"));
    }
  }

  @Test
  void olderFormsOfKeysAndPkcs12AreRead(@TempDir Path folder) throws Exception {
    Pair pair = pair("EC");
    Path p12 = folder.resolve("county.p12");
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "county",
        pair.keys.getPrivate(),
        "geheim".toCharArray(),
        new X509Certificate[] {pair.certificate, pair.issuer});
    try (var out = Files.newOutputStream(p12)) {
      store.store(out, "geheim".toCharArray());
    }
    assertThat(read(new CountyFiles(p12, null, "geheim"))).isEqualTo(pair.certificate);
    assertThat(read(new CountyFiles(p12, null, "wrong"))).isNull();

    for (String algorithm : List.of("EC", "RSA")) {
      Pair old = pair(algorithm);
      Path key = folder.resolve("key.pem");
      Files.writeString(key, Pem.of(old.keys.getPrivate()));
      Path traditional = folder.resolve("old.pem");
      Process openssl =
          new ProcessBuilder(
                  "openssl",
                  "pkey",
                  "-traditional",
                  "-in",
                  key.toString(),
                  "-out",
                  traditional.toString())
              .start();
      assertThat(openssl.waitFor()).isZero();
      assertThat(Files.readString(traditional)).contains("BEGIN " + algorithm + " PRIVATE KEY");
      Path both = folder.resolve("both.pem");
      Files.writeString(both, Pem.of(old.certificate) + Files.readString(traditional));
      assertThat(read(new CountyFiles(both, null, null))).as(algorithm).isEqualTo(old.certificate);
    }
    assertThat(read(new CountyFiles(folder.resolve("missing.pem"), null, null))).isNull();
    assertThat(read(new CountyFiles(Path.of(""), Path.of(""), ""))).isNull();
  }

  private static X509Certificate read(CountyFiles files) {
    return new CountyCertificate(files, new HallClock(Clock.systemUTC()))
        .current()
        .map(Identity::certificate)
        .orElse(null);
  }
}
