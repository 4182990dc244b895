package org.jiaohao.device.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jiaohao.device.transport.TransportException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line whose reads and writes block, each on a thread of its own. */
final class BlockingChannel implements ByteChannel {
  /** The system's end of the line. */
  interface Port {
    /**
     * Reads what comes.
     *
     * @return number of bytes, 0 when none came for a while, -1 when the line is gone
     */
    int read(byte[] buffer) throws IOException;

    /** Writes some of the bytes; returns how many, 0 or less when the line is gone. */
    int write(byte[] bytes, int offset) throws IOException;

    /** Frees the line; may hang. */
    void close() throws IOException;
  }

  private static final int CLOSE_MILLIS = 1000;
  private static final int READER_MILLIS = 300;
  private static final Logger LOG = LoggerFactory.getLogger(BlockingChannel.class);

  private final Port port;
  private final String name;
  private final Inbox inbox = new Inbox();
  private final ExecutorService writer;
  private final Thread reader;
  private final AtomicBoolean closed = new AtomicBoolean();

  BlockingChannel(Port port, String name) {
    this.port = port;
    this.name = name;
    this.writer =
        Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("write " + name).unstarted(task));
    this.reader = Thread.ofPlatform().daemon().name("read " + name).unstarted(this::readAll);
    reader.start();
  }

  private void readAll() {
    var buffer = new byte[1024];
    try {
      int n = port.read(buffer);
      while (n >= 0 && !closed.get()) {
        inbox.put(buffer, n);
        n = port.read(buffer);
      }
    } catch (IOException e) {
      LOG.debug("{}: {}", name, e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("Reading {} failed; its line is given up", name, e);
    } finally {
      inbox.end(gone());
    }
  }

  @Override
  public int read(byte[] buffer, Duration wait) throws TransportException {
    return inbox.take(buffer, wait);
  }

  @Override
  public void write(byte[] bytes, Duration deadline) throws TransportException {
    try {
      Future<Boolean> writing = writer.submit(() -> writeAll(bytes));
      if (!writing.get(Math.max(1, deadline.toNanos()), TimeUnit.NANOSECONDS)) {
        throw gone();
      }
    } catch (RejectedExecutionException e) {
      throw gone(); // closed meanwhile
    } catch (TimeoutException e) {
      throw new TransportException(Reason.TIMEOUT, name + " does not take bytes");
    } catch (ExecutionException e) {
      throw new TransportException(Reason.GONE, name + ": " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException(Reason.GONE, name + " was interrupted");
    }
  }

  private boolean writeAll(byte[] bytes) throws IOException {
    int done = 0;
    while (done < bytes.length) {
      int n = port.write(bytes, done);
      if (n <= 0) {
        return false;
      }
      done += n;
    }
    return true;
  }

  private TransportException gone() {
    return new TransportException(Reason.GONE, name + " is gone");
  }

  /** Closes on a thread of its own: the system's driver may hang while a write is blocked. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    inbox.end(gone());
    writer.shutdown();
    Thread closing =
        Thread.ofPlatform().daemon().name("close " + name).start(this::closeAfterReading);
    try {
      closing.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeAfterReading() {
    try {
      reader.join(READER_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      port.close();
    } catch (IOException e) {
      LOG.debug("{}: {}", name, e.getMessage());
    }
  }
}
