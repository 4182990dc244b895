package org.jiaohao.hall.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jiaohao.hall.store.CannotStart;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who vouches for a broker outside of this program ({@code jiaohao.mqtt.authority}, a PEM file).
 * The server trusts it for that broker, and agents are told of it at their enrolment.
 */
@Component
public class BrokerAuthority {
  private final List<X509Certificate> certificates;
  private final String pem;

  BrokerAuthority(@Value("${jiaohao.mqtt.authority}") String file) {
    try {
      certificates =
          file.isBlank() ? List.of() : Pem.certificates(Files.readAllBytes(Path.of(file)));
      var text = new StringBuilder();
      for (X509Certificate certificate : certificates) {
        text.append(Pem.of(certificate));
      }
      pem = text.toString();
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw new CannotStart(
          "无法读取 jiaohao.mqtt.authority 指定的证书 %s：请指定一个可读的 PEM 文件，内含为消息服务器签发证书的机构的证书。"
              .formatted(file),
          ("The certificate %s of jiaohao.mqtt.authority cannot be read: name a PEM file that the"
                  + " server may read, with the certificate of who vouches for the broker.")
              .formatted(file),
          e);
    }
  }

  /** Its certificates; none for the embedded broker. */
  List<X509Certificate> certificates() {
    return certificates;
  }

  /** Its certificates as PEM text; empty for the embedded broker. */
  public String pem() {
    return pem;
  }

  /** TLS with servers that it vouches for. */
  public SSLContext context() {
    try {
      var known = KeyStore.getInstance("PKCS12");
      known.load(null, null);
      for (X509Certificate certificate : certificates) {
        known.setCertificateEntry(certificate.getSerialNumber().toString(), certificate);
      }
      var managers = TrustManagerFactory.getInstance("PKIX");
      managers.init(known);
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }
}
