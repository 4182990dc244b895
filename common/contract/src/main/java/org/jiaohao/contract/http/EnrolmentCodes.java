package org.jiaohao.contract.http;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Locale;

/**
 * What an enrolment code says (N18): eight characters that work once, then the mark of the hall's
 * certificate authority. So the code that staff carries to an agent proves the server to it before
 * the agent sends anything: whoever stands in between has another authority.
 */
public final class EnrolmentCodes {
  /** Characters of the part that works once; 5 random bits each. */
  public static final int SECRET_LENGTH = 8;

  /** Characters of the mark; 80 bits of a SHA-256 fingerprint. */
  public static final int MARK_LENGTH = 16;

  // No letters that are easily confused when read aloud or typed.
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int BITS = 5;

  private EnrolmentCodes() {}

  /** The code as made, whatever case, spaces, hyphens and look-alike letters were typed. */
  public static String normal(String typed) {
    return String.valueOf(typed)
        .toUpperCase(Locale.ROOT)
        .replaceAll("[\\s-]", "")
        .replace('O', '0')
        .replaceAll("[IL]", "1");
  }

  /** The mark of an authority: the first 80 bits of the SHA-256 of its certificate. */
  public static String mark(X509Certificate authority) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(authority.getEncoded());
      var mark = new StringBuilder(MARK_LENGTH);
      for (int bit = 0; bit < MARK_LENGTH * BITS; bit += BITS) {
        int two = (hash[bit / 8] & 0xff) << 8 | hash[bit / 8 + 1] & 0xff;
        mark.append(ALPHABET.charAt(two >> 16 - BITS - bit % 8 & 31));
      }
      return mark.toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has SHA-256, and certificates can be encoded
    }
  }

  /** Whether a code, however it was typed, has both its parts. */
  public static boolean complete(String typed) {
    return normal(typed).length() == SECRET_LENGTH + MARK_LENGTH;
  }

  /** Whether a code, however it was typed, carries the mark of this authority. */
  public static boolean prove(String typed, X509Certificate authority) {
    return complete(typed) && normal(typed).substring(SECRET_LENGTH).equals(mark(authority));
  }
}
