package org.jiaohao.emulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.jiaohao.emulator.control.ControlServer;
import org.jiaohao.emulator.control.EmulatedDevice;

/** Starts emulated devices, each with a control port, until the program is ended. */
public final class Emulator {
  private static final String USAGE =
      """
      Usage: emulator KIND --listen LINE [--control 127.0.0.1:PORT] [options] [-- KIND ...]

      LINE is pty:/path/of/link, or tcp:127.0.0.1:PORT (0 = any free port; a second client waits,
      with ?busy=refuse behind the port it is hung up on). More devices follow after --.

      every KIND
          --baud N         bits per second of the line, 0 = no limit
          --dump FILE      record the traffic
          --out DIR        write what it shows as PNG and text
      """;

  private Emulator() {}

  /** Starts what the arguments say; ends with 2 when they make no sense, 1 when it cannot start. */
  public static void main(String[] arguments) throws InterruptedException {
    System.setProperty("java.awt.headless", "true");
    try {
      for (List<String> device : devices(arguments)) {
        run(device);
      }
      new CountDownLatch(1).await();
    } catch (IllegalArgumentException e) {
      System.err.println("emulator: " + e.getMessage() + "\n\n" + usage());
      System.exit(2);
    } catch (IOException e) {
      System.err.println("emulator: " + e.getMessage());
      System.exit(1);
    }
  }

  /** The arguments of each device; they are parted by {@code --}. */
  private static List<List<String>> devices(String[] arguments) {
    var devices = new ArrayList<List<String>>();
    devices.add(new ArrayList<>());
    for (String argument : arguments) {
      if (argument.equals("--")) {
        devices.add(new ArrayList<>());
      } else {
        devices.getLast().add(argument);
      }
    }
    return devices;
  }

  private static void run(List<String> arguments) throws IOException {
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("no device named");
    }
    String kind = arguments.getFirst();
    Options options = Options.read(arguments.subList(1, arguments.size()));
    String control = options.text("control", "127.0.0.1:0");
    EmulatedDevice device = start(kind, options);
    ControlServer server = new ControlServer(device, control);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  device.close();
                }));
    System.out.println("READY " + kind + " " + device.address() + " control " + server.address());
  }

  private static EmulatedDevice start(String name, Options options) throws IOException {
    for (EmulatorKind kind : kinds()) {
      if (kind.name().equals(name)) {
        return kind.start(options);
      }
    }
    throw new IllegalArgumentException("no device '" + name + "'");
  }

  private static List<EmulatorKind> kinds() {
    return ServiceLoader.load(EmulatorKind.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(EmulatorKind::name))
        .toList();
  }

  private static String usage() {
    var usage = new StringBuilder(USAGE);
    kinds().forEach(kind -> usage.append(kind.name()).append('\n').append(kind.usage().indent(4)));
    return usage.toString();
  }
}
