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
  static {
    // A client may not have the keys of its connection made anew: each time costs us far more.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  /** Runs until stopped by a signal, or carries out a command of the {@link Console}. */
  public static void main(String[] args) {
    if (Console.isCommand(args)) {
      System.exit(Console.run(args, System.out));
    }
    SpringApplication.run(HallServer.class, args);
    StartFlags.check();
  }
}
