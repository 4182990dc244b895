package org.jiaohao.hall.problem;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Whether anything says who asks; whether it is true, the sign-in finds out later. */
public final class Stranger {
  private Stranger() {}

  /**
   * Whether a request has neither a session nor a password that is looked at: the API compares one
   * before anything else is done, elsewhere nobody reads this header.
   */
  public static boolean sends(HttpServletRequest request) {
    String claim = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean password =
        claim != null
            && claim.strip().regionMatches(true, 0, "Basic", 0, 5)
            && request.getRequestURI().startsWith("/api/");
    return !password && request.getSession(false) == null;
  }
}
