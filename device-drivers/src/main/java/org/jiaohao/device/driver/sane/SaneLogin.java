package org.jiaohao.device.driver.sane;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Who asks, for scanners named in {@code saned.users}.
 *
 * @param user empty when none is configured
 * @param password empty when none is configured
 */
record SaneLogin(String user, String password) {
  private static final String MD5 = "$MD5$";

  /** The proof for a resource; one with a challenge is not told the password itself. */
  String proof(String resource) {
    int at = resource.indexOf(MD5);
    if (at < 0) {
      return password;
    }
    String secret = resource.substring(at + MD5.length()) + password;
    try {
      byte[] hash =
          MessageDigest.getInstance("MD5").digest(secret.getBytes(StandardCharsets.UTF_8));
      return MD5 + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "SaneLogin[" + user + "]";
  }
}
