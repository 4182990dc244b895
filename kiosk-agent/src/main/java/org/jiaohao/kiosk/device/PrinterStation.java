package org.jiaohao.kiosk.device;

import java.util.List;
import java.util.Optional;
import org.jiaohao.agent.DeviceBench;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceStatus;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.kiosk.Message;

/**
 * The kiosk's ticket printer: there may be none (R030), or one whose settings are wrong; then the
 * hall is told and tickets are shown on the screen.
 */
public final class PrinterStation implements AutoCloseable {
  /** Name of the printer among the agent's devices. */
  public static final String NAME = "ticket-printer";

  private static final Message NOT_USABLE =
      new Message("printer-not-usable", "打印机暂时不能打印。", "The printer cannot print now.");

  private final boolean configured;
  private final Optional<TicketPrinter> printer;
  private final DeviceReports reports;

  private PrinterStation(
      boolean configured, Optional<TicketPrinter> printer, DeviceReports reports) {
    this.configured = configured;
    this.printer = printer;
    this.reports = reports;
  }

  /**
   * Opens the printer that the settings name, if they do.
   *
   * @param bench offers it for tests
   */
  public static PrinterStation open(
      List<DeviceConfig> devices, DeviceReports reports, DeviceBench bench) {
    Optional<DeviceConfig> config =
        devices.stream().filter(device -> device.name().equals(NAME)).findFirst();
    Optional<TicketPrinter> printer =
        config.flatMap(found -> reports.open(TicketPrinter.class, found));
    printer.ifPresent(bench::add);
    return new PrinterStation(config.isPresent(), printer, reports);
  }

  /** A station with a printer that somebody else opened. */
  public static PrinterStation with(TicketPrinter printer, DeviceReports reports) {
    reports.watch(printer);
    return new PrinterStation(true, Optional.of(printer), reports);
  }

  /** A station without printer. */
  public static PrinterStation without(DeviceReports reports) {
    return new PrinterStation(false, Optional.empty(), reports);
  }

  /** The printer, unless there is none or its settings are wrong. */
  public Optional<TicketPrinter> printer() {
    return printer;
  }

  /** Why the printer cannot print now, for staff; empty when it can, or when there is none. */
  public Optional<Message> obstacle() {
    return printer
        .map(TicketPrinter::status)
        .filter(status -> !status.usable())
        .map(DeviceStatus::fault)
        .map(Message::of)
        .or(() -> unusable() ? Optional.of(NOT_USABLE) : Optional.empty());
  }

  private boolean unusable() {
    return printer.isPresent() && !printer.get().status().usable();
  }

  /** Adds a listener for the printer becoming usable; runs on the printer's thread. */
  public void onUsable(Runnable listener) {
    printer.ifPresent(
        p ->
            p.onStatus(
                status -> {
                  if (status.usable()) {
                    listener.run();
                  }
                }));
  }

  /** Present state for pages. */
  public PrinterView view() {
    Optional<DeviceReport> report = configured ? reports.last(NAME) : Optional.empty();
    return new PrinterView(
        configured,
        printer.isPresent() && !unusable(),
        report.map(DeviceReport::state).orElse(null),
        report.map(DeviceReport::conditions).orElse(List.of()),
        printer.map(TicketPrinter::columns).orElse(0),
        report.flatMap(PrinterStation::message).orElse(null));
  }

  private static Optional<Message> message(DeviceReport report) {
    return report.code() == null
        ? Optional.empty()
        : Optional.of(new Message(report.code(), report.messageZh(), report.messageEn()));
  }

  @Override
  public void close() {
    printer.ifPresent(TicketPrinter::close);
  }
}
