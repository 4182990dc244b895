package org.jiaohao.hall.trust;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Certificates and keys as PEM text (RFC 7468): {@code CERTIFICATE} and {@code PRIVATE KEY}. */
final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

  private Pem() {}

  static String of(X509Certificate certificate) throws CertificateEncodingException {
    return text("CERTIFICATE", certificate.getEncoded());
  }

  static String of(PrivateKey key) {
    return text("PRIVATE KEY", key.getEncoded());
  }

  private static String text(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), label);
  }

  /** All certificates of a file, in its order, whatever else stands between them. */
  static List<X509Certificate> certificates(byte[] file) throws GeneralSecurityException {
    String text =
        CERTIFICATE
            .matcher(new String(file, StandardCharsets.ISO_8859_1))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.joining("\n"));
    if (text.isEmpty()) {
      throw new GeneralSecurityException("no CERTIFICATE");
    }
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  /**
   * The first unencrypted PKCS#8 key of a file.
   *
   * @param algorithm {@code EC} or {@code RSA}, as the certificate's public key says
   * @throws GeneralSecurityException when there is none, or not one of that algorithm
   */
  static PrivateKey key(byte[] file, String algorithm) throws GeneralSecurityException {
    Matcher found = KEY.matcher(new String(file, StandardCharsets.ISO_8859_1));
    if (!found.find()) {
      throw new GeneralSecurityException("no unencrypted PKCS#8 PRIVATE KEY");
    }
    byte[] der = Base64.getMimeDecoder().decode(found.group(1));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}
