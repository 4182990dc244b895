package org.jiaohao.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jiaohao.proofs.Ports;

/**
 * A hall as a visitor gets it: server, one kiosk and one display agent, each a process of its own
 * on loopback, and one process of emulated devices.
 */
final class HallProcesses implements AutoCloseable {
  private static final int USUAL_KIOSK = 8081;
  private static final int USUAL_DISPLAY = 8082;
  private static final long WATCH_SECONDS = 1;
  private static final Duration EMULATOR_DEADLINE = Duration.ofSeconds(60);

  private final HallPlan plan;
  private final Consumer<String> say;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean closing = new AtomicBoolean();
  private final HallDevices devices;
  private final int kioskPort;
  private final int displayPort;
  private volatile Guard guard;
  private volatile RunningProgram emulators; // null while all devices are the visitor's own
  private volatile ServerProcess server;
  private volatile AgentProcess kiosk;
  private volatile AgentProcess display;

  /**
   * Prepares a hall and chooses its ports; nothing runs yet.
   *
   * @param say told what is done, for a person who waits
   */
  HallProcesses(HallPlan plan, Consumer<String> say) {
    this.plan = plan;
    this.say = say;
    this.kioskPort = port(USUAL_KIOSK);
    this.displayPort = port(USUAL_DISPLAY);
    this.devices = HallDevices.of(plan);
  }

  /** Starts everything and waits until all are ready. */
  void start() {
    emptyFolder();
    guard = Guard.start();
    say.accept("Starting the hall server and the emulated devices…");
    server = prepareServer();
    server.start();
    startEmulators();
    server.awaitReady();
    say.accept("Starting the kiosk and the display agent…");
    kiosk = startAgent(AgentProcess.Kind.KIOSK, "kiosk-1", kioskPort, List.of(devices.printer()));
    display = startAgent(AgentProcess.Kind.DISPLAY, "display-1", displayPort, devices.ofDisplay());
    kiosk.awaitReady();
    display.awaitReady();
    server
        .as("admin")
        .put(
            "/api/v1/halls/" + ServerProcess.HALL + "/agents/display-1/pads",
            Map.of("windows", List.of(DemoCheck.WINDOW)));
  }

  private void startEmulators() {
    List<HallDevice> emulated = devices.all().stream().filter(HallDevice::emulated).toList();
    if (emulated.isEmpty()) {
      return;
    }
    List<String> arguments = new ArrayList<>();
    for (HallDevice device : emulated) {
      if (!arguments.isEmpty()) {
        arguments.add("--");
      }
      arguments.addAll(device.emulator());
    }
    emulators =
        RunningProgram.start(
            "The emulators",
            Program.EMULATORS.command(plan.root(), arguments),
            Map.of(),
            plan.folder().resolve("emulators.log"),
            guard);
    for (HallDevice device : emulated) {
      Http control = Http.at(device.control());
      Wait.until(
          EMULATOR_DEADLINE,
          () -> {
            emulators.requireAlive();
            return control.answers("/state");
          },
          () -> "The emulator of " + device.name() + " does not answer; see " + emulators.log());
    }
  }

  private AgentProcess startAgent(
      AgentProcess.Kind kind, String id, int port, List<HallDevice> devices) {
    List<String> settings = devices.stream().flatMap(d -> d.settings().stream()).toList();
    return AgentProcess.start(kind, id, port, settings, plan, server, guard);
  }

  /** Where everything is. */
  DemoFile describe() {
    return new DemoFile(
        server.url(),
        server.tls(),
        server.phones(),
        server.mqtt(),
        kiosk.url(),
        display.url(),
        ServerProcess.HALL,
        DemoAccounts.all(),
        devices.all().stream().map(HallDevice::describe).toList());
  }

  /** Folder of its data and logs. */
  Path folder() {
    return plan.folder();
  }

  /** The hall server. */
  ServerProcess server() {
    return server;
  }

  /**
   * Waits until this hall is closed; a program that ends by itself, or is killed, is started again.
   *
   * @throws JourneyException when one ends again and again
   */
  void awaitEnd() {
    try {
      while (!closed.await(WATCH_SECONDS, TimeUnit.SECONDS)) {
        revive();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void revive() {
    if (!closing()) {
      Stream.of(server.program(), kiosk.program(), display.program(), emulators)
          .filter(Objects::nonNull)
          .forEach(program -> program.revive(say));
    }
  }

  /** Whether this hall is being stopped; its programs end one after another then. */
  boolean closing() {
    return closing.get();
  }

  /** Stops everything, also while it is still starting; doing so again does nothing. */
  @Override
  public void close() {
    if (closing.getAndSet(true)) {
      return;
    }
    List<RunningProgram> agents =
        Stream.of(kiosk, display).filter(Objects::nonNull).map(AgentProcess::program).toList();
    RunningProgram.stopAll(agents);
    if (server != null) {
      server.close();
    }
    if (emulators != null) {
      emulators.stop();
    }
    if (guard != null) {
      guard.close();
    }
    closed.countDown();
  }

  private ServerProcess prepareServer() {
    List<String> settings = new ArrayList<>(plan.settings());
    settings.addAll(demoPage());
    return new ServerProcess(plan, HallPorts.of(this::port), settings, guard);
  }

  /** Where the page {@code /demo} finds the other programs; own devices have no picture. */
  private List<String> demoPage() {
    var settings = new ArrayList<String>();
    settings.add("--jiaohao.demo.kiosk-url=http://127.0.0.1:" + kioskPort);
    settings.add("--jiaohao.demo.display-url=http://127.0.0.1:" + displayPort + "/board");
    settings.add("--jiaohao.demo.strip-urls=" + devices.stripControls());
    settings.add("--jiaohao.demo.rolling-url=" + devices.rolling().control());
    if (devices.printer().control() != null) {
      settings.add("--jiaohao.demo.printer-url=" + devices.printer().control());
    }
    return settings;
  }

  private int port(int usual) {
    return plan.usualPorts() ? Ports.choose(usual) : Ports.free();
  }

  /** Removes what an earlier hall left, except the lock that its launcher holds. */
  private void emptyFolder() {
    try {
      Files.createDirectories(plan.folder());
      try (Stream<Path> old = Files.list(plan.folder())) {
        for (Path path : old.filter(p -> !p.endsWith(FolderLock.NAME)).toList()) {
          Folders.delete(path);
        }
      }
    } catch (IOException e) {
      throw new JourneyException("Cannot empty " + plan.folder() + ": " + e.getMessage(), e);
    }
  }
}
