package org.jiaohao.emulator;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jiaohao.emulator.control.ControlServer;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.escpos.Dialect;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;
import org.jiaohao.emulator.render.Rom;

/** Starts one emulated device and its control port, until the program is ended. */
public final class Emulator {
  private static final String USAGE =
      """
      Usage: emulator escpos  --listen LINE [--control 127.0.0.1:PORT] [options]
             emulator onbon-k --listen LINE [--control 127.0.0.1:PORT] [options]

      LINE is pty:/path/of/link, or tcp:127.0.0.1:PORT (0 = any free port; a second client waits,
      with ?busy=refuse behind the port it is hung up on).

      both     --baud N         bits per second of the line, 0 = no limit
               --dump FILE      record the traffic
               --out DIR        write each ticket as PNG and text, each sign text as PNG
      escpos   --width DOTS     per line: 576 (80 mm) or 384 (58 mm)
               --rom NAME       gbk, gb2312 or gb18030
               --speed MM       of paper per second, default 150; --fast takes no time
               --dialect NAME   epson, in-order, one-way, cashino, custom, lagging or bixolon
               --buffer BYTES   receive buffer, default 4096; --drop loses bytes beyond it
               --no-process-id  cannot confirm jobs
               --no-qr          has no QR codes of its own
      onbon-k  --address N      of the card on its bus
               --width N --height N   lamps, default 96 by 16
               --rom NAME       gbk or gb2312
               --color NAME     dual or red
      """;

  private enum Color {
    DUAL,
    RED
  }

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
      System.err.println("emulator: " + e.getMessage() + "\n\n" + USAGE);
      System.exit(2);
    } catch (IOException e) {
      System.err.println("emulator: " + e.getMessage());
      System.exit(1);
    }
  }

  private static EmulatedDevice start(String kind, Options options) throws IOException {
    return switch (kind) {
      case "escpos" -> printer(options);
      case "onbon-k" -> sign(options);
      default -> throw new IllegalArgumentException("no device '" + kind + "'");
    };
  }

  private static EmulatedDevice printer(Options options) throws IOException {
    EscPosOptions printer =
        new EscPosOptions(
            options.text("listen", null),
            options.number("width", 576),
            options.choice("rom", Rom.GBK),
            options.number("baud", 0),
            !options.given("no-process-id"),
            !options.given("no-qr"),
            options.choice("dialect", Dialect.EPSON),
            options.number("buffer", 4096),
            options.given("drop"),
            options.given("fast") ? 0 : options.number("speed", 150),
            options.path("out"),
            options.path("dump"));
    options.end();
    return EscPosPrinterEmulator.start(printer);
  }

  private static EmulatedDevice sign(Options options) throws IOException {
    OnbonOptions sign =
        new OnbonOptions(
            options.text("listen", null),
            options.number("address", 1),
            options.number("width", 96),
            options.number("height", 16),
            options.choice("rom", Rom.GBK),
            options.choice("color", Color.DUAL) == Color.DUAL,
            options.number("baud", 0),
            options.path("out"),
            options.path("dump"));
    options.end();
    return OnbonSignEmulator.start(sign);
  }
}
