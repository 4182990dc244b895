package org.jiaohao.hall.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jiaohao.hall.store.CannotStart;
import org.jiaohao.hall.store.HallClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Files of the folder tls that hold something else than they should, at a start. */
@ExtendWith(OutputCaptureExtension.class)
class BrokenFilesTest {
  private static final HallNetwork NETWORK =
      new HallNetwork("127.0.0.1", "10.0.0.1", List.of(), 0, 0, 0);
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-27T04:00:00Z"), ZoneId.of("Asia/Shanghai"));

  @TempDir Path data;

  /** What a disk, an editor or a wrong copy leaves. */
  enum Left {
    NOTHING(""),
    TEXT("nonsense"),
    BYTES("\0\u00ff\u00fe0\u0082"),
    BEGIN("-----BEGIN PRIVATE KEY-----\n"),
    NO_KEY("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
    NO_BASE64("-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n"),
    NO_CERTIFICATE("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

    private final String text;

    Left(String text) {
      this.text = text;
    }

    void in(Path file) throws IOException {
      Files.write(file, text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }
  }

  private Authority authority() {
    return new Authority(data, NETWORK, false);
  }

  private ServerCertificate server() {
    return new ServerCertificate(authority(), NETWORK, new HallClock(NOON));
  }

  private Path file(String name) {
    return data.resolve("tls").resolve(name);
  }

  /** Neither the class nor the words of an exception: who reads it is no programmer. */
  private static void assertSaysWhatToDo(Throwable refused, String file, String zh, String en) {
    assertThat(refused).isInstanceOf(CannotStart.class).hasMessageContaining(file);
    String[] sentences = refused.getMessage().split("\n");
    assertThat(sentences).hasSize(2);
    assertThat(sentences[0]).contains(zh);
    assertThat(sentences[1]).contains(en);
    assertThat(refused.getMessage()).doesNotContain("Exception", "java.", "PKCS#8", "null");
  }

  @ParameterizedTest
  @EnumSource
  void theServersOwnCertificateIsMadeAnewWithOneWarning(Left left, CapturedOutput log)
      throws Exception {
    X509Certificate before = server().current().certificate();
    X509Certificate authority = authority().certificate();
    left.in(file("server.p12"));
    int said = log.getAll().length();
    ServerCertificate made = server();
    assertThat(made.current().certificate()).isNotEqualTo(before);
    made.current().certificate().verify(authority.getPublicKey());
    assertThat(server().current().certificate()).isEqualTo(made.current().certificate());
    assertThat(authority().certificate()).isEqualTo(authority);
    String since = log.getAll().substring(said);
    assertThat(since.lines().filter(line -> line.contains("WARN")))
        .singleElement()
        .asString()
        .contains("server.p12", "已重新生成", "a new one was made")
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenKeyOfTheAuthorityIsNamedAndReplacedByNobody(Left left) throws Exception {
    server();
    left.in(file("ca.key"));
    byte[] before = Files.readAllBytes(file("ca.key"));
    assertThatThrownBy(this::authority)
        .satisfies(e -> assertSaysWhatToDo(e, "ca.key", "恢复", "Restore"));
    assertThat(Files.readAllBytes(file("ca.key"))).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenCertificateWithABrokenServersIsNamed(Left left) throws Exception {
    server();
    left.in(file("ca.crt"));
    left.in(file("server.p12"));
    assertThatThrownBy(this::authority)
        .satisfies(e -> assertSaysWhatToDo(e, "ca.crt", "恢复", "Restore"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca.key", "ca.crt", "server.p12"})
  void aFolderWhereAFileShouldLieIsNamed(String name) throws Exception {
    server();
    Files.delete(file(name));
    Files.createDirectories(file(name).resolve("inside"));
    assertThatThrownBy(this::server)
        .satisfies(e -> assertSaysWhatToDo(e, name, "重新启动", "start again"));
  }

  @Test
  void aFileWhereTheFolderShouldLieIsNamed() throws Exception {
    Files.writeString(data.resolve("tls"), "");
    assertThatThrownBy(this::server)
        .satisfies(e -> assertSaysWhatToDo(e, "tls", "重新启动", "start again"));
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenCertificateOfABrokersAuthorityIsNamed(Left left) throws Exception {
    Path file = data.resolve("broker.pem");
    left.in(file);
    assertThatThrownBy(() -> new BrokerAuthority(file.toString()))
        .satisfies(e -> assertSaysWhatToDo(e, "broker.pem", "PEM", "name a PEM file"));
  }
}
