package org.jiaohao.device.driver;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jiaohao.device.api.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners for one kind of event of a device. One that fails does not keep the event from the
 * others.
 *
 * @param <T> an event
 */
public final class Listeners<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private static final int FRAMES = 8;

  private record Entry<T>(Consumer<? super T> listener) {}

  private final String device;
  private final List<Entry<T>> entries = new CopyOnWriteArrayList<>();

  /**
   * None yet.
   *
   * @param device name for the log
   */
  public Listeners(String device) {
    this.device = device;
  }

  /** Adds a listener; one that is added twice is called twice. */
  public Registration add(Consumer<? super T> listener) {
    var added = new Entry<T>(listener);
    var closed = new AtomicBoolean();
    entries.add(added);
    return () -> {
      if (closed.compareAndSet(false, true)) {
        entries.removeIf(each -> each == added);
      }
    };
  }

  /**
   * Publishes an event. It may be personal and an exception may quote it: only the kind and the
   * place of what a listener throws are logged.
   */
  public void tell(T event) {
    for (Entry<T> each : entries) {
      try {
        each.listener.accept(event);
      } catch (RuntimeException | Error e) {
        LOG.error(
            "A listener of {} failed with {} at {}",
            device,
            e.getClass().getName(),
            Arrays.stream(e.getStackTrace()).limit(FRAMES).toList());
      }
    }
  }
}
