package org.jiaohao.hall.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jiaohao.hall.limit.UnreadBody;

/** A request of which only the address and the language are left. */
final class PhoneRequest extends HttpServletRequestWrapper {
  private static final String LANGUAGE = "lang";
  private static final Set<String> LANGUAGES = Set.of("zh", "en");

  /** What tells a cache or a proxy how to answer; nothing that says who asks. */
  private static final Set<String> HEADERS =
      Set.of("accept", "accept-encoding", "host", "if-modified-since", "if-none-match", "range");

  private final String language;

  PhoneRequest(HttpServletRequest request) {
    super(new UnreadBody(request));
    String asked = super.getParameter(LANGUAGE);
    this.language = asked != null && LANGUAGES.contains(asked) ? asked : null;
  }

  /** The language that was asked for, or null. */
  String language() {
    return language;
  }

  @Override
  public String getQueryString() {
    return language == null ? null : LANGUAGE + "=" + language;
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return language == null ? Map.of() : Map.of(LANGUAGE, new String[] {language});
  }

  @Override
  public String getParameter(String name) {
    return LANGUAGE.equals(name) ? language : null;
  }

  @Override
  public String[] getParameterValues(String name) {
    return getParameterMap().get(name);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(getParameterMap().keySet());
  }

  @Override
  public Cookie[] getCookies() {
    return null;
  }

  @Override
  public String getHeader(String name) {
    return read(name) ? super.getHeader(name) : null;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return read(name) ? super.getHeaders(name) : Collections.emptyEnumeration();
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(
        Collections.list(super.getHeaderNames()).stream().filter(PhoneRequest::read).toList());
  }

  private static boolean read(String header) {
    return header != null && HEADERS.contains(header.toLowerCase(Locale.ROOT));
  }

  @Override
  public String getRequestedSessionId() {
    return null;
  }

  @Override
  public HttpSession getSession() {
    return getSession(true);
  }

  @Override
  public HttpSession getSession(boolean create) {
    if (create) {
      throw new IllegalStateException("there are no sessions at the door of phones");
    }
    return null;
  }
}
