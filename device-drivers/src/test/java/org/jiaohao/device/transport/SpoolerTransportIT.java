package org.jiaohao.device.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.print.Doc;
import javax.print.DocFlavor;
import javax.print.DocPrintJob;
import javax.print.MultiDocPrintService;
import javax.print.PrintException;
import javax.print.PrintService;
import javax.print.PrintServiceLookup;
import javax.print.attribute.AttributeSet;
import javax.print.attribute.standard.PrinterIsAcceptingJobs;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.device.tool.DeviceTrial;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A print service of the test passes jobs on to the emulated printer. */
@Isolated
class SpoolerTransportIT {
  private static final Duration SOON = Duration.ofSeconds(4);

  /** What the system's print service would be. */
  private static final class Services extends PrintServiceLookup {
    private final AtomicReference<PrintService> printer = new AtomicReference<>();

    @Override
    public PrintService[] getPrintServices(DocFlavor flavor, AttributeSet attributes) {
      return getPrintServices();
    }

    @Override
    public PrintService[] getPrintServices() {
      PrintService one = printer.get();
      return one == null ? new PrintService[0] : new PrintService[] {one};
    }

    @Override
    public MultiDocPrintService[] getMultiDocPrintServices(DocFlavor[] f, AttributeSet a) {
      return new MultiDocPrintService[0];
    }

    @Override
    public PrintService getDefaultPrintService() {
      return null;
    }
  }

  private static PrintService service(String name, URI printer) {
    return proxy(
        PrintService.class,
        (method, arguments) ->
            switch (method) {
              case "getName" -> name;
              case "getAttribute" ->
                  arguments[0] == PrinterIsAcceptingJobs.class
                      ? PrinterIsAcceptingJobs.ACCEPTING_JOBS
                      : null;
              case "createPrintJob" -> job(printer);
              case "hashCode" -> System.identityHashCode(printer);
              case "equals" -> false;
              default -> throw new UnsupportedOperationException(method);
            });
  }

  private static DocPrintJob job(URI printer) {
    return proxy(
        DocPrintJob.class,
        (method, arguments) -> {
          try (var socket = new Socket(printer.getHost(), printer.getPort())) {
            socket.getOutputStream().write((byte[]) ((Doc) arguments[0]).getPrintData());
            return null;
          } catch (IOException e) {
            throw new PrintException(e);
          }
        });
  }

  private interface Answer {
    Object to(String method, Object[] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method.getName(), arguments)));
  }

  @Test
  void aPrinterOfThePrintServicePrintsAndItsLossIsSeen() throws Exception {
    var services = new Services();
    PrintServiceLookup.registerServiceProvider(services);
    var config =
        new DeviceConfig("ticket-printer", "escpos", "spooler:POS 80", "one-way-80mm", Map.of());
    try (var emulator =
            EscPosPrinterEmulator.start(EscPosOptions.of("tcp:127.0.0.1:0").withSpeed(0));
        var printer = Drivers.create(TicketPrinter.class, config)) {
      printer.open();
      assertThat(printer.status().state()).isEqualTo(DeviceState.NO_HARDWARE);
      services.printer.set(service("POS 80", URI.create(emulator.address())));
      await().atMost(SOON).until(() -> printer.status().usable());
      assertThat(SpoolerTransport.printers()).contains("POS 80");

      DeviceTrial.Finding finding = DeviceTrial.run(printer);
      assertThat(finding.good()).as("sent, and such a printer never answers").isTrue();
      await().atMost(SOON).until(() -> emulator.tickets().size() == 1);
      assertThat(emulator.tickets().getFirst().text()).contains("设备测试");

      services.printer.set(null);
      await()
          .atMost(Duration.ofSeconds(2))
          .until(() -> printer.status().state() == DeviceState.NO_HARDWARE);
      assertThat(printer.print(new org.jiaohao.device.api.PrintDocument(List.of()), () -> {}, SOON))
          .isInstanceOf(PrintOutcome.Failed.class);
    }
  }
}
