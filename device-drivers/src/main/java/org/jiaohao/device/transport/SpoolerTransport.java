package org.jiaohao.device.transport;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.print.Doc;
import javax.print.DocFlavor;
import javax.print.PrintException;
import javax.print.PrintService;
import javax.print.PrintServiceLookup;
import javax.print.SimpleDoc;
import javax.print.attribute.standard.PrinterIsAcceptingJobs;
import org.jiaohao.device.transport.TransportException.Reason;

/**
 * A printer of the system's print service, one way: {@code spooler:POS-80}. On Windows and macOS a
 * printer of the USB printer class has no device file, and this is how it is reached. Bytes go
 * through unchanged (RAW on Windows, a raw queue of CUPS elsewhere), each write as a job of its
 * own, which the service prints in turn. The service tells only whether it takes jobs, not what the
 * paper does.
 */
public final class SpoolerTransport implements Transport {
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final String printer;

  SpoolerTransport(Address address) {
    this.printer = address.target();
  }

  /** Names of the printers the system has. */
  public static List<String> printers() {
    return Arrays.stream(PrintServiceLookup.lookupPrintServices(null, null))
        .map(PrintService::getName)
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public String address() {
    return "spooler:" + printer;
  }

  @Override
  public ByteChannel open() throws TransportException {
    return new Queue(find().orElseThrow(() -> gone(Reason.NOT_THERE)));
  }

  private Optional<PrintService> find() {
    return Arrays.stream(PrintServiceLookup.lookupPrintServices(null, null))
        .filter(service -> service.getName().equals(printer))
        .filter(SpoolerTransport::takesJobs)
        .findFirst();
  }

  private static boolean takesJobs(PrintService service) {
    return service.getAttribute(PrinterIsAcceptingJobs.class)
        != PrinterIsAcceptingJobs.NOT_ACCEPTING_JOBS;
  }

  private TransportException gone(Reason reason) {
    return new TransportException(reason, "no printer '" + printer + "' that takes jobs");
  }

  private final class Queue implements ByteChannel {
    private final PrintService service;
    private final ExecutorService printing =
        Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("spool " + printer).unstarted(task));
    private long lookedAt = System.nanoTime();
    private volatile boolean closed;

    Queue(PrintService service) {
      this.service = service;
    }

    @Override
    public int read(byte[] buffer, Duration wait) throws TransportException {
      try {
        TimeUnit.NANOSECONDS.sleep(wait.toNanos()); // nothing ever comes
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (System.nanoTime() - lookedAt > LOOK_NANOS) {
        lookedAt = System.nanoTime();
        if (find().isEmpty()) {
          throw gone(Reason.GONE);
        }
      }
      if (closed) {
        throw gone(Reason.GONE);
      }
      return 0;
    }

    @Override
    public void write(byte[] bytes, Duration deadline) throws TransportException {
      Doc job = new SimpleDoc(bytes, DocFlavor.BYTE_ARRAY.AUTOSENSE, null);
      Future<Void> done =
          printing.submit(
              () -> {
                service.createPrintJob().print(job, null);
                return null;
              });
      try {
        done.get(Math.max(1, deadline.toNanos()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        throw new TransportException(Reason.TIMEOUT, printer + " takes no jobs");
      } catch (ExecutionException e) {
        boolean refused = e.getCause() instanceof PrintException;
        throw new TransportException(
            refused ? Reason.DENIED : Reason.GONE, printer + ": " + e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw gone(Reason.GONE);
      }
    }

    @Override
    public void close() {
      closed = true;
      printing.shutdownNow();
    }
  }
}
