package org.jiaohao.hall.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jiaohao.hall.pages.LanguageLinks;
import org.jiaohao.hall.trust.HallListeners;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What comes through the door without TLS: phones read what is {@link Public#phones()} and the
 * files such pages need. Nobody can send anything there: of a request only the address and the
 * language count, of an answer no cookie leaves. All else does not exist.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 9)
class PhoneDoor extends OncePerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final Pattern FILES =
      Pattern.compile("/(css|img)/[A-Za-z0-9._/-]+|/js/phone\\.js|/favicon\\.ico");
  private static final String NOTHING =
      """
      <!DOCTYPE html>
      <html lang="zh-CN"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>叫号 · Jiaohao</title><link rel="stylesheet" href="/css/jiaohao.css"></head>
      <body><main class="page login"><section class="card stack">
      <h1>没有此页面 <span lang="en">No such page</span></h1>
      <p>请重新扫描号票或办事指南上的二维码，或到导办台咨询。</p>
      <p lang="en">Scan the code on your ticket or guide again, or ask the guide desk.</p>
      </section></main></body></html>
      """;

  private final HallListeners listeners;
  private final PublicHandlers open;

  PhoneDoor(HallListeners listeners, PublicHandlers open) {
    this.listeners = listeners;
    this.open = open;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !listeners.fromPhones(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean served =
        READING.contains(request.getMethod())
            && (FILES.matcher(request.getRequestURI()).matches() || open.ofPhones(request));
    if (served) {
      var stripped = new PhoneRequest(request);
      LanguageLinks.carryOn(request, stripped.language());
      chain.doFilter(stripped, new PhoneResponse(response));
    } else {
      refuse(response);
    }
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(NOTHING.getBytes(StandardCharsets.UTF_8));
  }
}
