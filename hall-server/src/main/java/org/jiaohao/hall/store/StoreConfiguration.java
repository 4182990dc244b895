package org.jiaohao.hall.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Opens the database in the folder {@code jiaohao.data}. */
@Configuration
class StoreConfiguration {
  private static final Logger log = LoggerFactory.getLogger(StoreConfiguration.class);

  @Bean
  HallClock clock(@Value("${jiaohao.zone}") ZoneId zone) {
    return new HallClock(Clock.system(zone));
  }

  /** After the migrations: {@code flyway} is a parameter for that order. */
  @Bean
  WritePath writePath(
      @Value("${spring.flyway.url}") String url,
      Flyway flyway,
      HallFolder folder,
      JsonMapper json,
      Ids ids,
      Clock clock,
      RecentEvents recent,
      ApplicationEventPublisher publisher)
      throws SQLException, IOException {
    folder.settle();
    Connection connection = KeptStatements.of(DriverManager.getConnection(url));
    try (var statement = connection.createStatement()) {
      // A draw touches a dozen pages all over the file; most of them are then still in memory.
      statement.execute("pragma cache_size = -16000");
    }
    return new WritePath(connection, json, ids, clock, recent, publisher);
  }

  /** A round that could not store anything comes again; the write path has said so already. */
  @Bean
  SimpleAsyncTaskSchedulerCustomizer failedRounds() {
    return scheduler ->
        scheduler.setErrorHandler(
            failure -> {
              if (failure instanceof StorageException) {
                log.debug("a round could not be stored", failure);
              } else {
                log.error("a round failed; it comes again", failure);
              }
            });
  }
}
