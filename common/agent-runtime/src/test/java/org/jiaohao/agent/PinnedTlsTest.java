package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.BrokerSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom an agent tells its code and its secret (N18). */
class PinnedTlsTest {
  private static final GeneralName HERE = new GeneralName(GeneralName.iPAddress, "127.0.0.1");

  @TempDir Path folder;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
  private TestAuthority hall;
  private CredentialStore credentials;

  @BeforeEach
  void hall() throws Exception {
    hall = new TestAuthority();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private HttpHallApi agentAt(SSLContext server) throws IOException {
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(server));
    https.createContext(
        "/",
        exchange -> {
          received.add(
              exchange.getRequestURI()
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer = answer(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    https.start();
    open.add(() -> https.stop(0));
    var settings =
        new AgentSettings(
            URI.create("https://127.0.0.1:" + https.getAddress().getPort()),
            "yj-c00",
            "display-1",
            AgentDescription.Kind.DISPLAY,
            folder,
            null,
            null,
            List.of());
    credentials = new CredentialStore(settings);
    var api =
        new HttpHallApi(
            settings,
            credentials,
            new MeasuredHallTime(Clock.systemUTC(), System::nanoTime),
            Duration.ofSeconds(20)); // the machine may be busy
    open.add(api);
    return api;
  }

  private byte[] answer(String path) {
    if (!path.endsWith("/enrolment")) {
      return "[]".getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Wire.JSON.writeValueAsBytes(
          Map.of(
              "hall", "yj-c00",
              "agentId", "display-1",
              "kind", "DISPLAY",
              "username", "yj-c00/display-1",
              "secret", "geheim",
              "mqttUri", "ssl://127.0.0.1:8883",
              "authority", hall.pem()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    HallApiException failure = catchThrowableOfType(HallApiException.class, call);
    assertThat(failure).isNotNull();
    return failure.type();
  }

  @Test
  void theCodeProvesTheServerAndWhatItTellsIsPinned() throws Exception {
    HttpHallApi api = agentAt(hall.server());
    api.enrol(hall.code().toLowerCase().replaceAll("(.{4})", "$1-"));
    assertThat(credentials.current().orElseThrow().authority()).isEqualTo(hall.pem());
    assertThat(api.queues()).isEmpty();
    HttpHallApi restarted = agentAt(hall.server());
    assertThat(restarted.queues()).isEmpty();
  }

  @Test
  void aManInTheMiddleGetsNeitherCodeNorSecret() throws Exception {
    TestAuthority stranger = new TestAuthority();
    for (SSLContext server : List.of(stranger.server(), hall.vouchedForBy(stranger))) {
      HttpHallApi api = agentAt(server);
      assertThat(refusal(() -> api.enrol(hall.code()))).isEqualTo("not-this-hall");
      assertThat(received).isEmpty();
      assertThat(credentials.current()).isEmpty();
    }
    agentAt(hall.server()).enrol(hall.code());
    received.clear();
    for (SSLContext server : List.of(stranger.server(), hall.vouchedForBy(stranger))) {
      HttpHallApi enrolled = agentAt(server);
      assertThat(enrolled.enrolled()).isTrue();
      assertThat(refusal(enrolled::queues)).isEqualTo("not-this-hall");
      assertThat(received).isEmpty();
    }
  }

  @Test
  void aCodeWithoutItsSecondHalfIsNotSent() throws Exception {
    HttpHallApi api = agentAt(hall.server());
    assertThat(refusal(() -> api.enrol(hall.code().substring(0, 8))))
        .isEqualTo("bad-enrolment-code");
    assertThat(received).isEmpty();
  }

  @Test
  void anotherHostAndAnotherUseOfTheCertificateAreRefused() throws Exception {
    SSLContext elsewhere =
        hall.server(
            new GeneralName(GeneralName.iPAddress, "10.0.0.9"),
            KeyPurposeId.id_kp_serverAuth,
            TestAuthority.END);
    SSLContext client = hall.server(HERE, KeyPurposeId.id_kp_clientAuth, TestAuthority.END);
    for (SSLContext wrong : List.of(elsewhere, client)) {
      HttpHallApi api = agentAt(wrong);
      assertThat(refusal(() -> api.enrol(hall.code()))).isEqualTo("not-this-hall");
      assertThat(received).isEmpty();
    }
  }

  @Test
  void aWrongClockDoesNotStopAKiosk() throws Exception {
    HttpHallApi api =
        agentAt(
            hall.server(
                HERE, KeyPurposeId.id_kp_serverAuth, TestAuthority.BEGIN.plusSeconds(86_400)));
    api.enrol(hall.code());
    assertThat(api.queues()).isEmpty();
  }

  @Test
  void whatWasStoredBeforeHallsHadCertificatesIsEnrolledAgain() throws Exception {
    Files.write(
        folder.resolve(CredentialStore.FILE),
        Wire.JSON.writeValueAsBytes(
            new Credentials(
                "yj-c00", "display-1", "yj-c00/display-1", "alt", "tcp://10.0.0.1:1883", null)));
    assertThat(agentAt(hall.server()).enrolled()).isFalse();
  }

  @Test
  void socketsWithTlsSendAtOnce() throws Exception {
    var factory = BrokerSockets.over(PinnedTls.to(hall.pem()));
    try (var socket = factory.createSocket()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
      assertThat(socket.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
    }
  }
}
