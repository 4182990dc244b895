package org.jiaohao.hall.store;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Makes ids that nobody can guess. */
@Component
public class Ids {
  // No letters that are easily confused when read aloud or typed.
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private final SecureRandom random = new SecureRandom();

  /** 16 characters, 80 random bits. */
  public String ticket() {
    return random(16);
  }

  /** 26 characters, 130 random bits. */
  public String event() {
    return random(26);
  }

  /** A string of this many characters {@code [0-9a-z]} without i, l, o, u; 5 random bits each. */
  public String random(int length) {
    var bytes = new byte[length]; // asked for at once: the generator's lock and hash cost most
    random.nextBytes(bytes);
    var text = new StringBuilder(length);
    for (byte each : bytes) {
      text.append(ALPHABET.charAt(each & 31)); // 32 letters, so all are equally likely
    }
    return text.toString();
  }
}
