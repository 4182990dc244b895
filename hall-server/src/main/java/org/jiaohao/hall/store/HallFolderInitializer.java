package org.jiaohao.hall.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.context.WebApplicationContext;

/** Takes the data folder before anything else of the program is made. */
final class HallFolderInitializer
    implements ApplicationContextInitializer<GenericApplicationContext>, Ordered {
  private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");

  @Override
  public void initialize(GenericApplicationContext context) {
    Path folder = Path.of(context.getEnvironment().getRequiredProperty("jiaohao.data"));
    boolean serves = context instanceof WebApplicationContext; // a command runs beside a server
    HallFolder held = serves ? HallFolder.open(folder, newestSchema()) : HallFolder.visit(folder);
    DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
    beans.registerSingleton("hallFolder", held);
    beans.registerDisposableBean("hallFolder", held::close); // the first made, the last ended
  }

  /** After those that name the folder. */
  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  private static int newestSchema() {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath:db/migration/**/*.sql"))
          .map(Resource::getFilename)
          .map(VERSION::matcher)
          .filter(Matcher::matches)
          .mapToInt(version -> Integer.parseInt(version.group(1)))
          .max()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
