package org.jiaohao.device;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.device.api.BarcodeScanner;
import org.jiaohao.emulator.control.EmulatedDevice;

/** Faults of barcode readers: each piece of work is another code before the reader. */
public abstract class ReaderFaultSuite extends FaultSuite<BarcodeScanner> {
  private static final Duration READ = Duration.ofSeconds(1);

  private final AtomicInteger number = new AtomicInteger();

  @Override
  protected final Class<BarcodeScanner> kind() {
    return BarcodeScanner.class;
  }

  /** The AIM identifier each code must come with, or null when it does not matter. */
  protected String symbology() {
    return null;
  }

  @Override
  protected final Job job(BarcodeScanner reader, EmulatedDevice emulator) {
    var codes = new Events<String>();
    String symbology = symbology() == null ? "" : symbology();
    reader.onScan(
        scan -> codes.report((symbology() == null ? "" : scan.symbology()) + scan.text()));
    return Job.of(
        () -> {
          String text = "A%03d".formatted(number.incrementAndGet());
          Runnable held = () -> emulator.fault("scan", Map.of("text", text));
          return codes.give(symbology + text, held, READ);
        },
        codes::check);
  }
}
