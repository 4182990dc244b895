package org.jiaohao.hall.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.env.Environment;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** Gives every page its {@link PageShell}. */
@ControllerAdvice(annotations = PageController.class, assignableTypes = BasicErrorController.class)
class PageShells {
  private final boolean demo;
  private final List<NavLink> links;

  PageShells(Environment environment, List<NavLink> links) {
    this.demo = environment.matchesProfiles("demo");
    this.links = links.stream().sorted(Comparator.comparingInt(NavLink::order)).toList();
  }

  @ModelAttribute("shell")
  PageShell shell(HttpServletRequest request) {
    boolean english =
        LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
    Optional<Viewer> viewer = viewer();
    Collection<String> roles = viewer.map(Viewer::roleNames).orElse(List.of());
    return new PageShell(
        english ? "en" : "zh-CN",
        english ? "zh-CN" : "en",
        inLanguage(request, english ? "zh" : "en"),
        viewer.map(Viewer::displayName).orElse(null),
        roles.stream().findFirst().orElse(null),
        nav(roles, request.getRequestURI()),
        demo,
        viewer.isPresent() ? headers(request) : "{}"); // reading the token opens a session
  }

  private static Optional<Viewer> viewer() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof Viewer viewer
        ? Optional.of(viewer)
        : Optional.empty();
  }

  private List<PageShell.Link> nav(Collection<String> roles, String path) {
    return links.stream()
        .filter(link -> roles.stream().anyMatch(link.roles()::contains))
        .map(
            link ->
                new PageShell.Link(
                    link.path(),
                    link.key(),
                    path.equals(link.path()) || path.startsWith(link.path() + "/")))
        .toList();
  }

  private static String inLanguage(HttpServletRequest request, String lang) {
    return UriComponentsBuilder.fromPath(request.getRequestURI())
        .query(request.getQueryString())
        .replaceQueryParam("lang", lang)
        .build()
        .toUriString();
  }

  /** The sign-in does not lead back to a part of a page, so such requests are marked. */
  private static String headers(HttpServletRequest request) {
    String marked = "{\"X-Requested-With\":\"XMLHttpRequest\"";
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? marked + ",\"%s\":\"%s\"}".formatted(token.getHeaderName(), token.getToken())
        : marked + "}";
  }
}
