package org.jiaohao.hall.pages;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.env.Environment;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;
import org.springframework.web.util.UriComponentsBuilder;

/** Gives every page its {@link PageShell}. */
@Component
class PageShells {
  /** Addresses below which citizens have no page. */
  private static final Pattern OF_STAFF =
      Pattern.compile("/(first|login|logout|account|admin|manage|clerk|desk|audit)(/.*)?");

  private final boolean demo;
  private final List<NavLink> links;
  private final OpenPages open;
  private final Clock clock;
  private final long idleAfter;

  PageShells(Environment environment, List<NavLink> links, OpenPages open, Clock clock) {
    this.demo = environment.matchesProfiles("demo");
    this.open = open;
    this.clock = clock;
    this.idleAfter =
        environment.getRequiredProperty("jiaohao.idle-sign-out", Duration.class).toMillis();
    this.links = links.stream().sorted(Comparator.comparingInt(NavLink::order)).toList();
  }

  /** Gives it to a page that is going to be shown; a redirect shows none. */
  void dress(HttpServletRequest request, ModelAndView page) {
    String view = page.getViewName();
    if (view != null && !view.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX)) {
      page.addObject("shell", shell(request));
    }
  }

  PageShell shell(HttpServletRequest request) {
    boolean english =
        LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
    String path = path(request);
    Optional<Viewer> viewer = viewer();
    Collection<String> roles = viewer.map(Viewer::roleNames).orElse(List.of());
    return new PageShell(
        english ? "en" : "zh-CN",
        english ? "zh-CN" : "en",
        inLanguage(request, english ? "zh" : "en"),
        viewer.isEmpty() && !OF_STAFF.matcher(path).matches(),
        viewer.map(Viewer::displayName).orElse(null),
        roles.stream().findFirst().orElse(null),
        viewer.isPresent() ? nav(path) : List.of(),
        open,
        demo,
        viewer.isPresent() ? headers(request) : "{}", // reading the token opens a session
        clock.millis(),
        path,
        idleAfter);
  }

  private static Optional<Viewer> viewer() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof Viewer viewer
        ? Optional.of(viewer)
        : Optional.empty();
  }

  /** The page belongs to the link that names the longest part of its address. */
  private List<PageShell.Link> nav(String path) {
    String current =
        links.stream()
            .map(NavLink::path)
            .filter(place -> path.equals(place) || path.startsWith(place + "/"))
            .max(Comparator.comparingInt(String::length))
            .orElse("");
    return links.stream()
        .filter(link -> open.mayOpen(link.path()))
        .map(link -> new PageShell.Link(link.path(), link.key(), link.path().equals(current)))
        .toList();
  }

  private static String inLanguage(HttpServletRequest request, String lang) {
    return UriComponentsBuilder.fromPath(path(request))
        .query(asked(request, RequestDispatcher.ERROR_QUERY_STRING, request.getQueryString()))
        .replaceQueryParam("lang", lang)
        .build()
        .toUriString();
  }

  /** The address that was asked for, also on the error page. */
  private static String path(HttpServletRequest request) {
    return asked(request, RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
  }

  private static String asked(HttpServletRequest request, String onError, String otherwise) {
    return request.getDispatcherType() == DispatcherType.ERROR
        ? (String) request.getAttribute(onError)
        : otherwise;
  }

  /** The sign-in does not lead back to a part of a page, so such requests are marked. */
  private static String headers(HttpServletRequest request) {
    String marked = "{\"X-Requested-With\":\"XMLHttpRequest\"";
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? marked + ",\"%s\":\"%s\"}".formatted(token.getHeaderName(), token.getToken())
        : marked + "}";
  }
}
