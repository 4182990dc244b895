package org.jiaohao.hall.identity;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jiaohao.hall.pages.OpenPages;
import org.jiaohao.hall.pages.PageController;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** Reads the rules of the pages from their handlers, so that links follow the same rules. */
@Component
class PageRules implements OpenPages {
  private final Access access;
  private final ObjectProvider<RequestMappingHandlerMapping> mapping;
  private volatile List<Page> pages;

  PageRules(
      Access access,
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mapping) {
    this.access = access;
    this.mapping = mapping;
  }

  private record Page(PathPattern address, HandlerMethod handler) {}

  @Override
  public boolean mayOpen(String path) {
    return may(path, page -> true);
  }

  @Override
  public boolean mayGoOnAt(String path) {
    return may(path, PageRules::isForStaff);
  }

  private static boolean isForStaff(HandlerMethod handler) {
    return handler.getBeanType().isAnnotationPresent(PageController.class)
        && !handler.hasMethodAnnotation(Public.class);
  }

  private boolean may(String path, Predicate<HandlerMethod> kind) {
    if (pages == null) {
      pages = read(); // not before the first page: the handlers need the pages' advice first
    }
    PathContainer wanted = PathContainer.parsePath(path);
    return pages.stream()
        .filter(page -> page.address.matches(wanted))
        .findFirst()
        .filter(page -> kind.test(page.handler))
        .map(page -> access.may(page.handler, hall(page.address, wanted)))
        .orElse(false);
  }

  private static String hall(PathPattern address, PathContainer path) {
    return address.matchAndExtract(path).getUriVariables().get("hall");
  }

  /** The most specific address first. */
  private List<Page> read() {
    return mapping.getObject().getHandlerMethods().entrySet().stream()
        .filter(entry -> isPage(entry.getKey()))
        .flatMap(
            entry ->
                entry.getKey().getPathPatternsCondition().getPatterns().stream()
                    .map(address -> new Page(address, entry.getValue())))
        .sorted(Comparator.comparing(Page::address))
        .toList();
  }

  private static boolean isPage(RequestMappingInfo info) {
    return info.getMethodsCondition().getMethods().contains(RequestMethod.GET)
        && info.getParamsCondition().isEmpty();
  }
}
