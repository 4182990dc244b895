package org.jiaohao.hall.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** Gives every page its {@link PageShell}. */
@ControllerAdvice(
    basePackageClasses = PageShells.class,
    assignableTypes = BasicErrorController.class)
class PageShells {
  private static final List<String> ROLES = List.of("ADMIN", "MANAGER", "GUIDE", "CLERK");

  private final boolean demo;

  PageShells(Environment environment) {
    this.demo = environment.matchesProfiles("demo");
  }

  @ModelAttribute("shell")
  PageShell shell(HttpServletRequest request) {
    boolean english =
        LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
    Set<String> roles = roles();
    return new PageShell(
        english ? "en" : "zh-CN",
        english ? "zh-CN" : "en",
        inLanguage(request, english ? "zh" : "en"),
        roles.isEmpty() ? null : user(request),
        ROLES.stream().filter(roles::contains).findFirst().orElse("CLERK"),
        nav(roles, request.getRequestURI()),
        demo,
        csrf(request));
  }

  private static Set<String> roles() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (who == null || !who.isAuthenticated() || who instanceof AnonymousAuthenticationToken) {
      return Set.of();
    }
    return who.getAuthorities().stream()
        .map(GrantedAuthority::getAuthority)
        .filter(a -> a != null && a.startsWith("ROLE_"))
        .map(a -> a.substring("ROLE_".length()))
        .collect(Collectors.toSet());
  }

  private static String user(HttpServletRequest request) {
    return request.getUserPrincipal() == null ? null : request.getUserPrincipal().getName();
  }

  private static List<PageShell.Link> nav(Set<String> roles, String path) {
    var links = new ArrayList<PageShell.Link>();
    add(links, roles, path, "/clerk", "nav.clerk", "CLERK", "GUIDE", "MANAGER", "ADMIN");
    add(links, roles, path, "/desk", "nav.desk", "GUIDE", "MANAGER", "ADMIN");
    add(links, roles, path, "/manage", "nav.manage", "MANAGER", "ADMIN");
    add(links, roles, path, "/admin/accounts", "nav.accounts", "ADMIN");
    return links;
  }

  private static void add(
      List<PageShell.Link> links,
      Set<String> roles,
      String path,
      String to,
      String key,
      String... allowed) {
    if (List.of(allowed).stream().anyMatch(roles::contains)) {
      boolean current = path.equals(to) || path.startsWith(to + "/");
      links.add(new PageShell.Link(to, key, current));
    }
  }

  private static String inLanguage(HttpServletRequest request, String lang) {
    return UriComponentsBuilder.fromPath(request.getRequestURI())
        .query(request.getQueryString())
        .replaceQueryParam("lang", lang)
        .build()
        .toUriString();
  }

  private static String csrf(HttpServletRequest request) {
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? "{\"%s\":\"%s\"}".formatted(token.getHeaderName(), token.getToken())
        : null;
  }
}
