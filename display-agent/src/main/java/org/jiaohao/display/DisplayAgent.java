package org.jiaohao.display;

import org.jiaohao.agent.DeviceCommand;
import org.jiaohao.display.voice.ClipMaker;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the program; see {@code README.md} for its settings. */
@EnableScheduling
@SpringBootApplication
public class DisplayAgent {
  /**
   * Runs until stopped by a signal; with {@code devices …} it is the technician's command, with
   * {@code --jiaohao.voice.make-clips=…} it makes clips.
   */
  public static void main(String[] args) throws InterruptedException {
    if (DeviceCommand.wanted(args)) {
      System.exit(DeviceCommand.run(args));
    }
    if (ClipMaker.wanted(args)) {
      System.exit(ClipMaker.run(args));
    }
    SpringApplication.run(DisplayAgent.class, args);
  }
}
