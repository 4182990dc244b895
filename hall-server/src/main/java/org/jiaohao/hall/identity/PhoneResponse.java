package org.jiaohao.hall.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** An answer without cookies. */
final class PhoneResponse extends HttpServletResponseWrapper {
  private static final String SET_COOKIE = "Set-Cookie";

  PhoneResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void addCookie(Cookie cookie) {
    // none leaves
  }

  @Override
  public void addHeader(String name, String value) {
    if (!SET_COOKIE.equalsIgnoreCase(name)) {
      super.addHeader(name, value);
    }
  }

  @Override
  public void setHeader(String name, String value) {
    if (!SET_COOKIE.equalsIgnoreCase(name)) {
      super.setHeader(name, value);
    }
  }
}
