package org.jiaohao.hall;

import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The program's password hash at its lowest cost: at its real one, tests spend two fifths of their
 * time on it.
 */
final class QuickPasswords {
  private static final int LOWEST = 4;

  private QuickPasswords() {}

  static PasswordEncoder encoder() {
    return new DelegatingPasswordEncoder(
        "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(LOWEST)));
  }

  /** Takes the place of the program's encoder. */
  static void register(ConfigurableApplicationContext context) {
    ((GenericApplicationContext) context)
        .registerBean(
            "quickPasswords",
            PasswordEncoder.class,
            QuickPasswords::encoder,
            definition -> definition.setPrimary(true));
  }
}
