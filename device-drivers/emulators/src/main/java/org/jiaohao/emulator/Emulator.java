package org.jiaohao.emulator;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.jiaohao.emulator.control.ControlServer;
import org.jiaohao.emulator.control.EmulatedDevice;

/** Starts one emulated device and its control port, until the program is ended. */
public final class Emulator {
  private static final String USAGE =
      """
      Usage: emulator KIND --listen LINE [--control 127.0.0.1:PORT] [options]

      LINE is pty:/path/of/link, or tcp:127.0.0.1:PORT (0 = any free port; a second client waits,
      with ?busy=refuse behind the port it is hung up on).

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
      if (arguments.length == 0) {
        throw new IllegalArgumentException("no device named");
      }
      Options options = Options.read(arguments, 1);
      String control = options.text("control", "127.0.0.1:0");
      EmulatedDevice device = start(arguments[0], options);
      ControlServer server = new ControlServer(device, control);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    device.close();
                  }));
      System.out.println(
          "READY " + arguments[0] + " " + device.address() + " control " + server.address());
      new CountDownLatch(1).await();
    } catch (IllegalArgumentException e) {
      System.err.println("emulator: " + e.getMessage() + "\n\n" + usage());
      System.exit(2);
    } catch (IOException e) {
      System.err.println("emulator: " + e.getMessage());
      System.exit(1);
    }
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
