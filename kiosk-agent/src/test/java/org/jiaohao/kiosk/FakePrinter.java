package org.jiaohao.kiosk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.DeviceStatus;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintOutcome;
import org.jiaohao.device.api.Registration;
import org.jiaohao.device.api.TicketPrinter;

/** A printer in memory; it behaves as it is told. */
public class FakePrinter implements TicketPrinter {
  public final List<PrintDocument> printed = new CopyOnWriteArrayList<>();
  private final List<Consumer<DeviceStatus>> listeners = new CopyOnWriteArrayList<>();
  public volatile DeviceStatus status =
      new DeviceStatus(DeviceState.IDLE, Set.of(), null, Instant.EPOCH);

  /** What happens after the document is on paper. */
  public volatile Supplier<PrintOutcome> outcome = PrintOutcome.Confirmed::new;

  /** Set: the fault is there before the first byte. */
  public volatile boolean faultBefore;

  public void become(DeviceState state, Set<Condition> conditions, boolean fault) {
    status =
        new DeviceStatus(
            state, conditions, fault ? Fakes.fault("PAPER_EMPTY") : null, Instant.EPOCH);
    listeners.forEach(l -> l.accept(status));
  }

  @Override
  public PrintOutcome print(PrintDocument document, Runnable beforeFirstByte, Duration deadline) {
    if (faultBefore || !status.usable()) {
      return new PrintOutcome.Failed(Fakes.fault("PAPER_EMPTY"));
    }
    beforeFirstByte.run();
    printed.add(document);
    return outcome.get();
  }

  @Override
  public int columns() {
    return 48;
  }

  @Override
  public String name() {
    return "ticket-printer";
  }

  @Override
  public void open() {}

  @Override
  public DeviceStatus status() {
    return status;
  }

  @Override
  public Registration onStatus(Consumer<DeviceStatus> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {}
}
