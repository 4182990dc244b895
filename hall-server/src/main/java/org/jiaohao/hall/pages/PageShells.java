package org.jiaohao.hall.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.hall.identity.Actor;
import org.jiaohao.hall.identity.Role;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.env.Environment;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** Gives every page its {@link PageShell}. */
@ControllerAdvice(
    basePackageClasses = PageShells.class,
    assignableTypes = BasicErrorController.class)
class PageShells {
  private final boolean demo;

  PageShells(Environment environment) {
    this.demo = environment.matchesProfiles("demo");
  }

  @ModelAttribute("shell")
  PageShell shell(HttpServletRequest request) {
    boolean english =
        LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
    Optional<Actor> actor = StaffActor.signedIn();
    Set<Role> roles = actor.map(Actor::roles).orElse(Set.of());
    return new PageShell(
        english ? "en" : "zh-CN",
        english ? "zh-CN" : "en",
        inLanguage(request, english ? "zh" : "en"),
        actor.map(Actor::displayName).orElse(null),
        roles.stream().sorted().findFirst().map(Role::name).orElse(null),
        nav(roles, request.getRequestURI()),
        demo,
        actor.isPresent() ? headers(request) : "{}"); // reading the token opens a session
  }

  private static List<PageShell.Link> nav(Set<Role> roles, String path) {
    var links = new ArrayList<PageShell.Link>();
    if (any(roles, Role.CLERK, Role.MANAGER, Role.ADMIN)) {
      links.add(link(path, "/clerk", "nav.clerk"));
    }
    if (any(roles, Role.GUIDE, Role.MANAGER, Role.ADMIN)) {
      links.add(link(path, "/desk", "nav.desk"));
    }
    if (any(roles, Role.TECHNICIAN, Role.MANAGER, Role.ADMIN)) {
      links.add(link(path, "/manage", "nav.manage"));
    }
    if (any(roles, Role.ADMIN)) {
      links.add(link(path, "/admin/accounts", "nav.accounts"));
    }
    return links;
  }

  private static boolean any(Set<Role> roles, Role... wanted) {
    return Arrays.stream(wanted).anyMatch(roles::contains);
  }

  private static PageShell.Link link(String path, String to, String key) {
    return new PageShell.Link(to, key, path.equals(to) || path.startsWith(to + "/"));
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
