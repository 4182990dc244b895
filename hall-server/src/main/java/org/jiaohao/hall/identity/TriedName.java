package org.jiaohao.hall.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The user name of a sign-in that was refused, so that only the password is typed again. The
 * browser keeps it for a minute, for the sign-in page alone; the server keeps nothing of strangers.
 */
final class TriedName {
  private static final String NAME = "tried";
  private static final String PAGE = "/login";
  private static final Duration KEPT = Duration.ofMinutes(1);

  private TriedName() {}

  /** Lets the browser keep the name of this sign-in. */
  static void keep(HttpServletRequest request, HttpServletResponse response) {
    String name = request.getParameter("username");
    if (name == null || name.isBlank() || name.length() > Accounts.LONGEST_USERNAME) {
      return;
    }
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    var cookie =
        ResponseCookie.from(NAME, Base64.getUrlEncoder().withoutPadding().encodeToString(text))
            .path(PAGE)
            .maxAge(KEPT)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax");
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
  }

  /** The name, on the page that tells of the refusal; else null. */
  static String read(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, NAME);
    if (cookie == null || request.getParameter("error") == null) {
      return null;
    }
    try {
      String name =
          new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
      return name.length() > Accounts.LONGEST_USERNAME ? null : name;
    } catch (IllegalArgumentException e) {
      return null; // not from here
    }
  }
}
