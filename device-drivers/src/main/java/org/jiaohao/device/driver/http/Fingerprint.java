package org.jiaohao.device.driver.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * SHA-256 of a certificate as browsers and panels of devices show it: pairs of hex digits in
 * capital letters, colons between them.
 */
final class Fingerprint {
  private static final HexFormat FORM = HexFormat.ofDelimiter(":").withUpperCase();
  private static final int BYTES = 32;

  private Fingerprint() {}

  static String of(X509Certificate certificate) throws CertificateEncodingException {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return FORM.formatHex(sha.digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * One that a person wrote.
   *
   * @throws IllegalArgumentException when it has not 64 hex digits
   */
  static String of(String written) {
    byte[] digest = HexFormat.of().parseHex(written.replace(":", ""));
    if (digest.length != BYTES) {
      throw new IllegalArgumentException(written);
    }
    return FORM.formatHex(digest);
  }
}
