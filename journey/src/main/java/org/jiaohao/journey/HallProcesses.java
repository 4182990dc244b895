package org.jiaohao.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A hall as a visitor gets it: server, one kiosk, one display agent and emulated devices, each a
 * process of its own on loopback.
 */
final class HallProcesses implements AutoCloseable {
  private static final int USUAL_SERVER = 8080;
  private static final int USUAL_KIOSK = 8081;
  private static final int USUAL_DISPLAY = 8082;
  private static final int USUAL_MQTT = 1883;
  private static final long WATCH_SECONDS = 1;

  private final HallPlan plan;
  private final Consumer<String> say;
  private final Ports ports = new Ports();
  private final CountDownLatch closed = new CountDownLatch(1);
  private Guard guard;
  private ServerProcess server;

  /**
   * Prepares a hall; nothing runs yet.
   *
   * @param say told what is done, for a person who waits
   */
  HallProcesses(HallPlan plan, Consumer<String> say) {
    this.plan = plan;
    this.say = say;
  }

  /** Starts everything and waits until all are ready. */
  void start() {
    emptyFolder();
    guard = Guard.start();
    say.accept("Starting the hall server…");
    server = prepareServer();
    server.start();
    server.awaitReady();
  }

  /** Where everything is. */
  DemoFile describe() {
    return new DemoFile(
        server.url(), server.mqtt(), null, null, ServerProcess.HALL, DemoAccounts.all(), List.of());
  }

  /**
   * Waits until this hall is closed.
   *
   * @throws JourneyException when a program ends by itself
   */
  void awaitEnd() {
    try {
      while (!closed.await(WATCH_SECONDS, TimeUnit.SECONDS)) {
        requireAlive();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Throws when a program has ended by itself. */
  void requireAlive() {
    if (closed.getCount() > 0) {
      server.program().requireAlive();
    }
  }

  /** Stops everything; doing so again does nothing. */
  @Override
  public synchronized void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    if (server != null) {
      server.close();
    }
    if (guard != null) {
      guard.close();
    }
  }

  private ServerProcess prepareServer() {
    return new ServerProcess(
        plan.root(), plan.folder(), port(USUAL_SERVER), port(USUAL_MQTT), List.of(), guard);
  }

  private int port(int usual) {
    return plan.usualPorts() ? ports.choose(usual) : ports.any();
  }

  /** Removes what an earlier hall left, except the lock that its launcher holds. */
  private void emptyFolder() {
    try {
      Files.createDirectories(plan.folder());
      try (Stream<Path> old = Files.walk(plan.folder())) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          if (!path.equals(plan.folder()) && !path.equals(plan.folder().resolve(FolderLock.NAME))) {
            Files.delete(path);
          }
        }
      }
    } catch (IOException e) {
      throw new JourneyException("Cannot empty " + plan.folder() + ": " + e.getMessage(), e);
    }
  }
}
