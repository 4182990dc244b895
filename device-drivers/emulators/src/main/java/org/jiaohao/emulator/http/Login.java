package org.jiaohao.emulator.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks for a user and a password by Basic (RFC 7617) or Digest (RFC 7616 with MD5 and qop auth, as
 * office machines have it).
 *
 * @param digest whether it asks by Digest
 */
record Login(boolean digest, String user, String password) {
  private static final String REALM = "device";
  private static final String NONCE = "dcd98b7102dd2f0e8b11d0f600bfb0c0";
  private static final Pattern PART = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^\\s,]+))");

  /** What stands in {@code WWW-Authenticate}. */
  String challenge() {
    return digest
        ? "Digest realm=\"%s\", qop=\"auth\", nonce=\"%s\"".formatted(REALM, NONCE)
        : "Basic realm=\"%s\"".formatted(REALM);
  }

  /**
   * Whether a request may pass.
   *
   * @param authorization the header of that name, or null
   */
  boolean admits(String method, String authorization) {
    if (authorization == null) {
      return false;
    }
    if (!digest) {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return authorization.equals("Basic " + Base64.getEncoder().encodeToString(pair));
    }
    Map<String, String> said = new HashMap<>();
    Matcher part = PART.matcher(authorization);
    while (part.find()) {
      said.put(part.group(1), part.group(2) == null ? part.group(3) : part.group(2));
    }
    String who = md5(user + ":" + REALM + ":" + password);
    String what = md5(method + ":" + said.get("uri"));
    String proof =
        md5(
            String.join(
                ":", who, NONCE, said.get("nc"), said.get("cnonce"), said.get("qop"), what));
    return authorization.startsWith("Digest ")
        && user.equals(said.get("username"))
        && proof.equals(said.get("response"));
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
