package org.jiaohao.hall.trust;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLUtil;
import org.jiaohao.hall.limit.BoundedHttp;
import org.jiaohao.hall.store.CannotStart;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Three doors: without TLS for programs on this machine, with TLS for the hall's network, and one
 * without TLS for phones, which gives them public pages and takes nothing. The first is {@code
 * server.port} and listens on loopback only.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class HallListeners implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private final HallNetwork network;
  private final ShownCertificates certificates;
  private final Connector https = new Connector(new BoundedHttp());
  private final Connector phones = new Connector(new BoundedHttp());

  HallListeners(
      HallNetwork network,
      ShownCertificates certificates,
      @Value("${server.address}") String plainHttp) {
    this.network = network;
    this.certificates = certificates;
    mustBeLoopback("server.address", plainHttp);
  }

  /**
   * Whoever listens in the hall's network without TLS sees passwords go by.
   *
   * @param setting its name
   * @param address what it says
   * @throws CannotStart unless it is a loopback address
   */
  public static void mustBeLoopback(String setting, String address) {
    if (!loopback(address)) {
      throw new CannotStart(
          "设置 %s 的值“%s”会在网络上不加密地提供服务：请改为 127.0.0.1，大厅网络请用 jiaohao.network.address（TLS）。"
              .formatted(setting, address),
          ("Setting %s is \"%s\", which would serve the network without TLS: set it to 127.0.0.1"
                  + " and use jiaohao.network.address, which has TLS.")
              .formatted(setting, address));
    }
  }

  /** Whether an address is this machine's own, which nobody else reaches. */
  public static boolean loopback(String host) {
    InetAddress address = HallNetwork.literal(host == null ? "" : host.replaceAll("[\\[\\]]", ""));
    return "localhost".equals(host) || address != null && address.isLoopbackAddress();
  }

  /** Whether a request came through the door of phones. */
  public boolean fromPhones(HttpServletRequest request) {
    return request.getLocalPort() == phones.getLocalPort();
  }

  /** Port of pages and API over TLS, once it listens. */
  public int httpsPort() {
    return https.getLocalPort();
  }

  /** Port of the pages of phones, once it listens. */
  public int phonePort() {
    return phones.getLocalPort();
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    mustBeFree("server.port", factory.getAddress(), factory.getPort());
    mustBeFree("jiaohao.network.https-port", network.bind(), network.httpsPort());
    mustBeFree("jiaohao.network.phone-port", network.bind(), network.phonePort());
    listen(https, network.httpsPort());
    secure(https);
    listen(phones, network.phonePort());
    factory.addAdditionalConnectors(https, phones);
    // Later than this, so that all limits of the first door hold at the others, whoever sets them.
    factory.addContextCustomizers(
        context -> {
          alike(https, factory);
          alike(phones, factory);
        });
  }

  /** The web server itself would name none of the settings, and no door but the first. */
  static void mustBeFree(String setting, InetAddress address, int port) {
    try (var door = new ServerSocket()) {
      door.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      if (!isOurs(address)) {
        throw new CannotStart(
            "本机没有地址 %s（jiaohao.network.address）：请改为本机在大厅网络中的地址，或检查网线，然后重新启动。"
                .formatted(address.getHostAddress()),
            ("This machine does not have the address %s (jiaohao.network.address): set its own one in"
                    + " the hall's network, or check the cable, then start again.")
                .formatted(address.getHostAddress()),
            e);
      }
      throw new CannotStart(
          ("端口 %d（%s）无法使用：可能已被其他程序（例如另一台正在运行的叫号服务器）占用，或运行账号无权使用 1024 以下的端口。"
                  + "请停止占用它的程序，或改用其他端口，然后重新启动。")
              .formatted(port, setting),
          ("Port %d (%s) cannot be used: another program has it, perhaps another server of the hall,"
                  + " or the account may not use ports below 1024. Stop that program or set another"
                  + " port, then start again.")
              .formatted(port, setting),
          e);
    }
  }

  private static boolean isOurs(InetAddress address) {
    try {
      return address == null
          || address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true; // nobody can say
    }
  }

  private void listen(Connector door, int port) {
    door.setPort(port);
    door.setThrowOnFailure(true);
    door.setProperty("bindOnInit", "false");
    ((AbstractProtocol<?>) door.getProtocolHandler()).setAddress(network.bind());
  }

  private void secure(Connector door) {
    door.setSecure(true);
    door.setScheme("https");
    door.setProperty("SSLEnabled", "true");
    var host = new SSLHostConfig();
    host.setProtocols(String.join("+", Ciphers.PROTOCOLS));
    host.setCipherSuites(String.join(",", Ciphers.NEW));
    host.setCiphers(String.join(",", Ciphers.OLD));
    host.setHonorCipherOrder(true);
    var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(new ShownCertificates[] {certificates}, null, null);
      certificate.setSslContext(SSLUtil.createSSLContext(context, certificates, new NoClients()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
    host.addCertificate(certificate);
    door.addSslHostConfig(host);
  }

  @SuppressWarnings("unchecked") // as Spring Boot does at its own connector
  private static void alike(Connector door, TomcatServletWebServerFactory factory) {
    factory.getConnectorCustomizers().forEach(each -> each.customize(door));
    factory
        .getProtocolHandlerCustomizers()
        .forEach(
            each ->
                ((TomcatProtocolHandlerCustomizer<ProtocolHandler>) each)
                    .customize(door.getProtocolHandler()));
  }

  /** Nobody is asked for a certificate of his own: agents and people have credentials. */
  private static final class NoClients implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("no certificate was asked for");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("this is the server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
