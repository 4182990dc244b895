package org.jiaohao.kiosk.device;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceStatus;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.kiosk.Notice;

/** The kiosk's ticket printer, if it has one (R030), and the reports about it. */
public final class PrinterStation implements AutoCloseable {
  private final Optional<TicketPrinter> printer;
  private final HallLink link;
  private final Clock clock;

  /** Creates the station; {@link #open()} starts the printer. */
  public PrinterStation(Optional<TicketPrinter> printer, HallLink link, Clock clock) {
    this.printer = printer;
    this.link = link;
    this.clock = clock;
  }

  /** Opens the printer and reports every change of its status from now on. */
  public void open() {
    printer.ifPresent(
        p -> {
          p.onStatus(status -> report(p.name(), status));
          p.open();
          report(p.name(), p.status());
        });
  }

  private void report(String name, DeviceStatus status) {
    Notice notice = notice(status);
    link.report(
        new DeviceReport(
            name,
            status.state().name(),
            conditions(status),
            OffsetDateTime.ofInstant(status.since(), clock.getZone()),
            notice == null ? null : notice.code(),
            notice == null ? null : notice.zh(),
            notice == null ? null : notice.en()));
  }

  /** The printer. */
  public Optional<TicketPrinter> printer() {
    return printer;
  }

  /** Present state for pages. */
  public PrinterView view() {
    if (printer.isEmpty()) {
      return new PrinterView(false, false, null, List.of(), 0, null);
    }
    TicketPrinter p = printer.get();
    DeviceStatus status = p.status();
    return new PrinterView(
        true,
        status.usable(),
        status.state().name(),
        conditions(status),
        p.columns(),
        notice(status));
  }

  private static List<String> conditions(DeviceStatus status) {
    return status.conditions().stream().sorted().map(Condition::name).toList();
  }

  private static Notice notice(DeviceStatus status) {
    if (status.fault() != null) {
      return Notice.of(status.fault());
    }
    if (status.conditions().contains(Condition.PAPER_NEAR_END)) {
      return new Notice(
          "paper-near-end", "票纸快用完，请准备新纸卷。", "Paper is running out; have a new roll ready.");
    }
    if (status.conditions().contains(Condition.NO_STATUS)) {
      return new Notice(
          "no-status",
          "打印机不回应状态查询，无法确认号票是否打出。请检查连接线和型号设置。",
          "The printer never answers, so no ticket can be confirmed. Check the cable and the"
              + " profile.");
    }
    return null;
  }

  @Override
  public void close() {
    printer.ifPresent(TicketPrinter::close);
  }
}
