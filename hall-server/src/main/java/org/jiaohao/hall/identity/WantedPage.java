package org.jiaohao.hall.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.util.StringUtils;
import org.springframework.web.util.WebUtils;

/**
 * The page that somebody wanted to see before the sign-in, kept by the browser: the server keeps
 * nothing of strangers. Only the address within this server is kept, so that nobody is led away.
 */
final class WantedPage implements RequestCache {
  private static final String NAME = "wanted";
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int LONGEST = 1000;

  /** Keeps a page of this server as the one that somebody wants to see. */
  void save(HttpServletRequest request, HttpServletResponse response, String address) {
    if (address.length() <= LONGEST) {
      byte[] text = address.getBytes(StandardCharsets.UTF_8);
      send(request, response, Base64.getUrlEncoder().withoutPadding().encodeToString(text), KEPT);
    }
  }

  @Override
  public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    boolean page =
        request.getMethod().equals("GET")
            && accept != null
            && accept.contains(MediaType.TEXT_HTML_VALUE)
            && request.getHeader("X-Requested-With") == null;
    if (page) {
      save(request, response, address(request));
    }
  }

  private static String address(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }

  private static void send(
      HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
    var cookie =
        ResponseCookie.from(NAME, value)
            .path("/")
            .maxAge(age)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax");
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
  }

  @Override
  public SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
    String address = wanted(request);
    return address == null ? null : new SimpleSavedRequest(address);
  }

  /** The address in the cookie, or null when there is none within this server. */
  static String wanted(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, NAME);
    if (cookie == null || !StringUtils.hasText(cookie.getValue())) {
      return null;
    }
    try {
      byte[] text = Base64.getUrlDecoder().decode(cookie.getValue());
      String address = new String(text, StandardCharsets.UTF_8);
      boolean here =
          address.startsWith("/")
              && !address.startsWith("//")
              && address.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
      return here ? address : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Nothing of the request is repeated; whoever has come to the page needs the cookie no more. */
  @Override
  public HttpServletRequest getMatchingRequest(
      HttpServletRequest request, HttpServletResponse response) {
    if (address(request).equals(wanted(request)) && request.getUserPrincipal() != null) {
      removeRequest(request, response);
    }
    return null;
  }

  @Override
  public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
    send(request, response, "", Duration.ZERO);
  }
}
