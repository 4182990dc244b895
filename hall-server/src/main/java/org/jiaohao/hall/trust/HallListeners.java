package org.jiaohao.hall.trust;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
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
    host.setCiphers(String.join(",", Ciphers.SUITES));
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
