package org.jiaohao.display;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the program; see {@code README.md} for its settings. */
@EnableScheduling
@SpringBootApplication
public class DisplayAgent {
  /** Runs until stopped by a signal. */
  public static void main(String[] args) {
    SpringApplication.run(DisplayAgent.class, args);
  }
}
