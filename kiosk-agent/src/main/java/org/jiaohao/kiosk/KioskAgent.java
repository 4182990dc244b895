package org.jiaohao.kiosk;

import org.jiaohao.agent.DeviceCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the program; see {@code README.md} for its settings. */
@SpringBootApplication
public class KioskAgent {
  /** Runs until stopped by a signal; with {@code devices …} it is the technician's command. */
  public static void main(String[] args) throws InterruptedException {
    if (DeviceCommand.wanted(args)) {
      System.exit(DeviceCommand.run(args));
    }
    SpringApplication.run(KioskAgent.class, args);
  }
}
