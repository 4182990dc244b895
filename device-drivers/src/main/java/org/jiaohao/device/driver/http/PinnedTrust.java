package org.jiaohao.device.driver.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the certificate a device showed when it was met first, and no other; devices sign their
 * certificates themselves, so neither issuer, name nor date of one says anything.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
  private static final X509Certificate[] NONE = {};

  private final HttpAddress address;
  private final PinnedCertificates pins; // null: whatever the device shows
  private volatile String shown;
  private volatile String expected;

  PinnedTrust(HttpAddress address, PinnedCertificates pins) {
    this.address = address;
    this.pins = pins;
  }

  /** What makes connections that trust so. */
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {this}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fingerprint of the certificate the device showed last, or empty. */
  Optional<String> shown() {
    return Optional.ofNullable(shown);
  }

  /** What is wrong with the certificate shown last, for the person in charge; or empty. */
  Optional<String> refusal() {
    return shown == null || expected == null || shown.equals(expected)
        ? Optional.empty()
        : Optional.of("SHA-256 " + shown + " ≠ " + expected);
  }

  /** The device proved that the certificate is its own: it is remembered, if it is the first. */
  void proved() throws IOException {
    if (shown != null && expected == null) {
      pins.keep(address.place(), shown);
      expected = shown;
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    shown = Fingerprint.of(chain[0]);
    try {
      expected = address.fingerprint().orElse(null);
      if (expected == null && pins != null) {
        expected = pins.find(address.place()).orElse(null);
      }
    } catch (IOException e) {
      throw new CertificateException("the file of certificates cannot be read", e);
    }
    if (refusal().isPresent()) {
      throw new CertificateException(refusal().get());
    }
  }

  /**
   * Asks a device for its certificate, whichever it is, and remembers it.
   *
   * @return its fingerprint
   * @throws IOException when no secure connection can be made, or the disk does not take it
   */
  static String meetAnew(HttpAddress address, PinnedCertificates pins, Duration deadline)
      throws IOException {
    var anybody = new PinnedTrust(address, null);
    String host = address.host().replaceAll("[\\[\\]]", "");
    int millis = (int) deadline.toMillis();
    try (var plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, address.port()), millis);
      plain.setSoTimeout(millis);
      var layered =
          anybody.context().getSocketFactory().createSocket(plain, host, address.port(), true);
      try (var secure = (SSLSocket) layered) {
        secure.startHandshake();
      }
    }
    pins.keep(address.place(), anybody.shown);
    return anybody.shown;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this is no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("this is no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this is no server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return NONE;
  }
}
