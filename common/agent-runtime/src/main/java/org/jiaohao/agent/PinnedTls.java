package org.jiaohao.agent;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jiaohao.contract.http.EnrolmentCodes;

/**
 * TLS with servers of one hall only (N18). An agent knows the hall's authority from its enrolment;
 * before that, from the mark in the enrolment code. What public authorities vouch for counts for
 * nothing. Host names are compared as browsers do. The dates of certificates are not: a kiosk whose
 * battery is empty starts in another year, and a server's key lies beside its authority's.
 */
final class PinnedTls {
  private static final String SERVER = "1.3.6.1.5.5.7.3.1"; // id-kp-serverAuth, RFC 5280

  private PinnedTls() {}

  /**
   * For an enrolled agent.
   *
   * @param pem certificate of the hall's authority, and of others that vouch for servers of the
   *     hall, for example for a broker outside of the hall server
   * @throws IllegalArgumentException when none can be read
   */
  static SSLContext to(String pem) {
    List<X509Certificate> authorities = authorities(pem);
    return context(chain -> authorities);
  }

  /** For the enrolment: the server must show the authority whose mark the code carries. */
  static SSLContext provenBy(String code) {
    return context(
        chain -> Arrays.stream(chain).filter(shown -> EnrolmentCodes.prove(code, shown)).toList());
  }

  /**
   * Reads certificates of authorities; the hall's own is the first.
   *
   * @throws IllegalArgumentException when there is none in the text
   */
  static List<X509Certificate> authorities(String pem) {
    var bytes = new ByteArrayInputStream(String.valueOf(pem).getBytes(StandardCharsets.US_ASCII));
    try {
      var read = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
      if (!read.isEmpty()) {
        return read.stream().map(X509Certificate.class::cast).toList();
      }
    } catch (CertificateException e) {
      throw unknownHall(e);
    }
    throw unknownHall(null);
  }

  private static IllegalArgumentException unknownHall(CertificateException cause) {
    return new IllegalArgumentException(
        "本机没有大厅证书，请用新的登记码重新注册。 / This agent does not know the hall's certificate: enrol it"
            + " again with a new code.",
        cause);
  }

  /** Whether a host is this machine, which needs no TLS. */
  static boolean loopback(String host) {
    try {
      return "localhost".equals(host)
          || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException | NullPointerException notAnAddress) {
      return false;
    }
  }

  private static SSLContext context(Authorities authority) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Pinned(authority)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /** Finds the authorities that count, if any, for a chain that a server shows. */
  private interface Authorities {
    List<X509Certificate> of(X509Certificate[] chain);
  }

  /** Not an extended one, so that the JDK compares the host name itself. */
  private static final class Pinned implements X509TrustManager {
    private final Authorities authorities;

    private Pinned(Authorities authorities) {
      this.authorities = authorities;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      List<X509Certificate> pinned = authorities.of(chain);
      if (pinned.isEmpty()) {
        throw new CertificateException("the server is not of the hall that made the code");
      }
      List<X509Certificate> below = new ArrayList<>(Arrays.asList(chain));
      below.removeAll(pinned);
      if (below.isEmpty()) {
        throw new CertificateException("an authority is no server");
      }
      List<String> uses = below.getFirst().getExtendedKeyUsage();
      if (uses == null || !uses.contains(SERVER)) {
        throw new CertificateException("the certificate is not for servers");
      }
      try {
        PKIXParameters parameters =
            new PKIXParameters(
                pinned.stream()
                    .map(authority -> new TrustAnchor(authority, null))
                    .collect(Collectors.toSet()));
        parameters.setRevocationEnabled(false);
        parameters.setDate(below.getFirst().getNotBefore());
        CertPathValidator.getInstance("PKIX")
            .validate(CertificateFactory.getInstance("X.509").generateCertPath(below), parameters);
      } catch (GeneralSecurityException e) {
        throw new CertificateException("the hall's authority does not vouch for this server", e);
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("an agent is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
