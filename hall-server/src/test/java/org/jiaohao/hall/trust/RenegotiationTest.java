package org.jiaohao.hall.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jiaohao.hall.RunningHall;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of TLS 1.2 get the keys of a connection once. */
@Timeout(60)
class RenegotiationTest {
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static SSLSocket connect(int port) throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout(5000);
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    socket.startHandshake();
    return socket;
  }

  private static void isRefused(int port) throws Exception {
    RunningHall.await("it listens", () -> listens(port));
    try (SSLSocket socket = connect(port)) {
      var again = new AtomicInteger();
      socket.addHandshakeCompletedListener(done -> again.incrementAndGet());
      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                socket.getInputStream().read();
              })
          .isInstanceOf(IOException.class);
      assertThat(again).hasValue(0);
    }
  }

  private static boolean listens(int port) {
    try (SSLSocket socket = connect(port)) {
      return socket.isConnected();
    } catch (Exception e) {
      return false; // the broker starts beside the pages
    }
  }

  @Test
  void theBrokerRefuses() throws Exception {
    int mqtts = server.bean(HallNetwork.class).mqttsPort();
    RunningHall.awaitDoor(mqtts);
    isRefused(mqtts);
  }

  @Test
  void soDoThePages() throws Exception {
    isRefused(server.bean(HallListeners.class).httpsPort());
  }
}
