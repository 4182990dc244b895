package org.jiaohao.kiosk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the program; see {@code README.md} for its settings. */
@SpringBootApplication
public class KioskAgent {
  /** Runs until stopped by a signal. */
  public static void main(String[] args) {
    SpringApplication.run(KioskAgent.class, args);
  }
}
