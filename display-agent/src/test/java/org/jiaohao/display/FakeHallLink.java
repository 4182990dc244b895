package org.jiaohao.display;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.Reply;

/** A link in memory: the test gives views, and sees receipts and reports. */
public class FakeHallLink implements HallLink {
  public final List<CallConfirmed> receipts = new CopyOnWriteArrayList<>();
  private final Map<String, BiConsumer<String, Object>> views = new ConcurrentHashMap<>();
  private final Map<String, Function<Object, Reply>> commands = new ConcurrentHashMap<>();
  private final Map<String, DeviceReport> reports = new ConcurrentHashMap<>();

  /** Delivers a view as the broker would. */
  public void view(String kind, String id, Object view) {
    views.get(kind).accept(id, view);
  }

  @Override
  public boolean connected() {
    return true;
  }

  @Override
  public void onConnection(Consumer<Boolean> listener) {
    listener.accept(true);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> void onView(String kind, Class<T> type, BiConsumer<String, T> handler) {
    views.put(kind, (BiConsumer<String, Object>) handler);
  }

  @Override
  public <T> void onEvent(String name, Class<T> type, Consumer<Event<T>> handler) {
    throw new AssertionError("strips follow views, not events");
  }

  @Override
  public <T> void onCommand(String name, Class<T> type, Function<T, Reply> handler) {
    throw new AssertionError("displays take no other commands");
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> void onLongCommand(String name, Class<T> type, Function<T, Reply> handler) {
    commands.put(name, (Function<Object, Reply>) handler);
  }

  /** The hall sends a command and gets the answer. */
  public Reply command(String name, Object body) {
    return commands.get(name).apply(body);
  }

  @Override
  public void publishEvent(String name, Object data, Duration expiry) {
    receipts.add((CallConfirmed) data);
  }

  @Override
  public void report(DeviceReport report) {
    reports.put(report.device(), report);
  }

  @Override
  public List<DeviceReport> reports() {
    return List.copyOf(reports.values());
  }
}
