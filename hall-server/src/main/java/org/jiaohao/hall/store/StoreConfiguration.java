package org.jiaohao.hall.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Opens the database in the folder {@code jiaohao.data}. */
@Configuration
class StoreConfiguration {
  @Bean
  HallClock clock(@Value("${jiaohao.zone}") ZoneId zone) {
    return new HallClock(Clock.system(zone));
  }

  /** After the migrations: {@code flyway} is a parameter for that order. */
  @Bean
  WritePath writePath(
      @Value("${spring.flyway.url}") String url,
      Flyway flyway,
      JsonMapper json,
      Ids ids,
      Clock clock,
      RecentEvents recent,
      ApplicationEventPublisher publisher)
      throws SQLException {
    Connection connection = KeptStatements.of(DriverManager.getConnection(url));
    try (var statement = connection.createStatement()) {
      // A draw touches a dozen pages all over the file; most of them are then still in memory.
      statement.execute("pragma cache_size = -16000");
    }
    return new WritePath(connection, json, ids, clock, recent, publisher);
  }

  /** The folder exists before the first connection opens a file in it. */
  @Bean
  FlywayConfigurationCustomizer dataFolder(@Value("${jiaohao.data}") Path folder) {
    return configuration -> {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot create the data folder " + folder, e);
      }
    };
  }
}
