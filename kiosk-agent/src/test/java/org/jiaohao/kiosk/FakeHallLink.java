package org.jiaohao.kiosk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.contract.mqtt.Reply;

/** A link in memory that keeps what was published. */
public class FakeHallLink implements HallLink {
  public final List<PrintFinished> finished = new CopyOnWriteArrayList<>();
  public final List<DeviceReport> reports = new CopyOnWriteArrayList<>();
  public final Map<String, Function<Object, Reply>> commands = new ConcurrentHashMap<>();
  public final Map<String, BiConsumer<String, Object>> views = new ConcurrentHashMap<>();
  private final List<Consumer<Boolean>> connection = new CopyOnWriteArrayList<>();
  private volatile boolean connected = true;

  public void connect(boolean now) {
    connected = now;
    connection.forEach(c -> c.accept(now));
  }

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public void onConnection(Consumer<Boolean> listener) {
    connection.add(listener);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> void onView(String kind, Class<T> type, BiConsumer<String, T> handler) {
    views.put(kind, (BiConsumer<String, Object>) handler);
  }

  @Override
  public <T> void onEvent(String name, Class<T> type, Consumer<Event<T>> handler) {
    throw new UnsupportedOperationException("The kiosk listens to no event");
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> void onCommand(String name, Class<T> type, Function<T, Reply> handler) {
    commands.put(name, (Function<Object, Reply>) handler);
  }

  @Override
  public <T> void onLongCommand(String name, Class<T> type, Function<T, Reply> handler) {
    onCommand(name, type, handler);
  }

  @Override
  public void publishEvent(String name, Object data, Duration expiry) {
    finished.add((PrintFinished) data);
  }

  @Override
  public void report(DeviceReport report) {
    reports.add(report);
  }

  @Override
  public List<DeviceReport> reports() {
    return List.copyOf(reports);
  }
}
