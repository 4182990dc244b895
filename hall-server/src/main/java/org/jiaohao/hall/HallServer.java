package org.jiaohao.hall;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the program; see {@code README.md} for its settings. */
@SpringBootApplication
public class HallServer {
  /** Runs until stopped by a signal. */
  public static void main(String[] args) {
    SpringApplication.run(HallServer.class, args);
  }
}
