package org.jiaohao.hall.limit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jiaohao.hall.problem.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies that nobody reads before a byte of them is kept: those of requests that have none,
 * uploads anywhere but at the import, long forms of strangers. Of strangers few bodies are read at
 * a time. Other bodies are not read before their sender is signed in.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 7)
class UnwantedBodies extends OncePerRequestFilter {
  /** A sign-in has far less. */
  static final int LONGEST_FORM = 4096;

  /** Requests of strangers with a body, of one address at a time; fewer when many come of all. */
  static final int MOST_EACH = 20;

  /** The same of all addresses. */
  static final int MOST = 200;

  private static final String IMPORT = "/api/v1/import";
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "TRACE");

  private static final Problem NO_BODY =
      Problem.badRequest(
          "unwanted-body",
          "A request that reads carries no body. Send it without one.",
          "读取数据的请求不能带有内容，请去掉请求内容后重试。");
  private static final Problem NO_UPLOADS =
      new Problem(
          415,
          "no-upload",
          "Files are taken by imports only, after signing in.",
          "仅导入功能接收文件，且须先登录。");
  private static final Problem NO_LENGTH =
      new Problem(
          411,
          "length-required",
          "A form needs its length: send Content-Length, not chunks.",
          "表单须注明长度：请使用 Content-Length 提交，不要分块传输。");
  private static final Problem TOO_LONG =
      new Problem(413, "form-too-large", "The form is too long. Shorten it.", "表单内容过长，请缩短后重试。");
  static final Problem BUSY =
      new Problem(
          429,
          "too-many-requests",
          "Too many requests are under way at once. Wait some seconds, then try again.",
          "同时处理的请求过多，请稍候几秒再试。");

  private final KnownCredentials known;
  private final Refusals refusals;
  private final Places places = new Places(MOST, MOST_EACH);

  UnwantedBodies(KnownCredentials known, Refusals refusals) {
    this.known = known;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean stranger = !known.sent(request);
    Problem unwanted = unwanted(request, stranger);
    if (unwanted != null) {
      refusals.answer(request, response, unwanted);
    } else if (stranger && hasBody(request)) {
      inTurn(request, response, chain);
    } else {
      if (!stranger) {
        HeldConnection.current().ifPresent(HeldConnection::known);
      }
      chain.doFilter(held(request), response);
    }
  }

  /** Why a request is refused for its body, or null. */
  private static Problem unwanted(HttpServletRequest request, boolean stranger) {
    boolean upload = hasType(request, "multipart/");
    if (upload && !(isImport(request) && (!stranger || saysWho(request)))) {
      return NO_UPLOADS;
    }
    if (WITHOUT_BODY.contains(request.getMethod())) {
      return hasBody(request) ? NO_BODY : null;
    }
    if (stranger && hasType(request, MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
      long length = request.getContentLengthLong();
      if (length < 0 && hasBody(request)) {
        return NO_LENGTH;
      }
      return length > LONGEST_FORM ? TOO_LONG : null;
    }
    return null;
  }

  private static boolean isImport(HttpServletRequest request) {
    return request.getMethod().equals("POST") && IMPORT.equals(request.getRequestURI());
  }

  /** Whether it is true, is asked before the files are. */
  private static boolean saysWho(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
  }

  private static boolean hasType(HttpServletRequest request, String start) {
    String type = request.getContentType();
    return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(start);
  }

  static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  private static HttpServletRequest held(HttpServletRequest request) {
    return hasType(request, "multipart/") ? new UnreadBody(request) : request;
  }

  private void inTurn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String origin = Origin.of(request.getRemoteAddr());
    if (!places.take(origin)) {
      refusals.answer(request, response, BUSY);
      return;
    }
    try {
      chain.doFilter(held(request), response);
    } finally {
      places.giveBack(origin);
      HeldConnection.current().ifPresent(HeldConnection::answered);
    }
  }
}
