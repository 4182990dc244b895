package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jiaohao.hall.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Length, kinds of characters, and not the user name (N16). */
class PasswordRulesTest {
  /** 2^10 rounds: what a stolen database costs to try. Other tests use a cheaper one. */
  @Test
  void passwordsAreHashedAtACost() {
    String stored = new SlowHash().encode("Berg-Fluss-77");
    assertThat(stored).startsWith("{bcrypt}$2a$10$");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Abcdefghi1", // ten characters, three kinds
        "abcdefgh-1",
        "ABCDEFGH-1",
        "Abcdefgh-é",
        "密码密码密码密码Ab1", // others count as one kind
        "Aa1 with spaces and more than enough characters, up to seventy-two bytes"
      })
  void good(String password) {
    assertThatNoException().isThrownBy(() -> PasswordRules.check("clerk1", password));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Abcdefgh1", // nine
        "abcdefghij", // one kind
        "abcdefghi1", // two
        "ABCDEFGHI1",
        "abcdefghi-",
        "1234567890-",
        "Clerk1-2026", // the user name, in any case
        "xx-CLERK1-A9",
        "𠀀𠀀𠀀𠀀Ab1", // seven characters, whatever their bytes
        "Aa1 with spaces and more than enough characters, up to seventy-two bytes!"
      })
  void bad(String password) {
    assertThatThrownBy(() -> PasswordRules.check("clerk1", password))
        .isInstanceOf(Problem.class)
        .extracting(e -> ((Problem) e).slug())
        .isEqualTo("weak-password");
  }
}
