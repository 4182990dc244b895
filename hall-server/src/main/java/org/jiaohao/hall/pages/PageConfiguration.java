package org.jiaohao.hall.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.catalina.core.StandardHost;
import org.jiaohao.faces.BareErrors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** Language, headers and static files of the pages. */
@Configuration
class PageConfiguration implements WebMvcConfigurer {
  private final PageHeaders headers;
  private final ObjectProvider<PageProblems> problems;
  private final ObjectProvider<PageShells> shells;

  PageConfiguration(
      PageHeaders headers,
      ObjectProvider<PageProblems> problems,
      ObjectProvider<PageShells> shells) {
    this.headers = headers;
    this.problems = problems;
    this.shells = shells;
  }

  /** zh-CN unless the reader chose English with {@code ?lang=en}; remembered for a year. */
  @Bean
  LocaleResolver localeResolver() {
    var resolver = new CookieLocaleResolver("lang");
    resolver.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
    resolver.setCookieMaxAge(Duration.ofDays(365));
    resolver.setCookieHttpOnly(true);
    resolver.setCookieSameSite("Lax");
    resolver.setRejectInvalidCookies(false);
    return resolver;
  }

  /** Before all filters. */
  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> spokenLanguage() {
    return factory -> factory.addEngineValves(new SpokenLanguage());
  }

  /** What Tomcat refuses by itself gets a page of ours, too. */
  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> bareErrors() {
    return factory ->
        factory.addContextCustomizers(
            context -> BareErrors.use((StandardHost) context.getParent()));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    var change = new LocaleChangeInterceptor();
    change.setParamName("lang");
    change.setIgnoreInvalidLocale(true);
    registry.addInterceptor(change);
    registry.addInterceptor(headers);
    registry.addInterceptor(
        new HandlerInterceptor() {
          @Override
          public void postHandle(
              HttpServletRequest request,
              HttpServletResponse response,
              Object handler,
              ModelAndView page) {
            if (page != null) {
              shells.getObject().dress(request, page);
            }
          }
        });
  }

  /** Before the general handlers, which leave pages alone. */
  @Override
  public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
    resolvers.addFirst(problems.getObject());
  }
}
