package org.jiaohao.kiosk.ui;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;

/** The language of a page is the one in its address, whatever the browser prefers. */
@Configuration(proxyBeanMethods = false)
class UiConfiguration {
  @Bean
  LocaleResolver localeResolver() {
    return new LocaleResolver() {
      @Override
      public Locale resolveLocale(HttpServletRequest request) {
        return Locale.of(Preferences.language(request));
      }

      @Override
      public void setLocale(HttpServletRequest r, HttpServletResponse a, Locale locale) {
        throw new UnsupportedOperationException("The language is part of the address");
      }
    };
  }
}
