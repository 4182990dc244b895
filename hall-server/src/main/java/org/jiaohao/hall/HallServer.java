package org.jiaohao.hall;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the program; see {@code README.md} for its settings. */
@ConfigurationPropertiesScan
@EnableScheduling
@SpringBootApplication
public class HallServer {
  /** Runs until stopped by a signal. */
  public static void main(String[] args) {
    SpringApplication.run(HallServer.class, args);
    StartFlags.check();
  }
}
