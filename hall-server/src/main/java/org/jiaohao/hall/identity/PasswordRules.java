package org.jiaohao.hall.identity;

import java.util.Locale;
import java.util.stream.Stream;
import org.jiaohao.hall.problem.Problem;

/** What a password must be (N16): at least 10 characters of three kinds, without the user name. */
public final class PasswordRules {
  private static final int SHORTEST = 10;
  private static final int LONGEST_BYTES = 72; // more would be cut off by bcrypt

  private PasswordRules() {}

  /** Refuses a password that breaks a rule, with a 400 problem that names the rules. */
  public static void check(String username, String password) {
    long kinds =
        Stream.of("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]")
            .filter(kind -> password != null && password.matches("(?s).*" + kind + ".*"))
            .count();
    boolean good =
        password != null
            && password.codePointCount(0, password.length()) >= SHORTEST
            && password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= LONGEST_BYTES
            && kinds >= 3
            && !password.toLowerCase(Locale.ROOT).contains(username.toLowerCase(Locale.ROOT));
    if (!good) {
      throw Problem.badRequest(
          "weak-password",
          "A password has 10 to 72 characters of at least three kinds (small and capital letters,"
              + " digits, others) and does not contain the user name.",
          "密码须为 10 至 72 个字符，至少包含大写字母、小写字母、数字、其他字符中的三类，且不能包含用户名。");
    }
  }
}
