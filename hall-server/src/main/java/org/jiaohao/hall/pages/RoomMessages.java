package org.jiaohao.hall.pages;

import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The words of all pages: each room brings {@code messages/<room>.properties} (zh-CN) and {@code
 * messages/<room>_en.properties}, UTF-8.
 */
@Configuration
class RoomMessages {
  private static final String ENGLISH = "_en.properties";

  @Bean
  MessageSource messageSource() throws IOException {
    Resource[] english =
        new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*" + ENGLISH);
    var source = new ResourceBundleMessageSource();
    source.setBasenames(
        Stream.of(english)
            .map(Resource::getFilename)
            .sorted()
            .map(name -> "messages/" + name.substring(0, name.length() - ENGLISH.length()))
            .toArray(String[]::new));
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    source.setAlwaysUseMessageFormat(true);
    return source;
  }
}
