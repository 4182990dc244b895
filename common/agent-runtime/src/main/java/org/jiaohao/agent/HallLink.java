package org.jiaohao.agent;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.Reply;

/**
 * The MQTT link of an agent. It connects when credentials exist, reconnects by itself, publishes
 * state, description and device reports again after every reconnect and every new server session,
 * and carries the will {@code LOST}. Handlers run on one thread of the link, in order of arrival,
 * and must not block longer than a few milliseconds.
 */
public interface HallLink {
  /** Whether the broker is connected now. */
  boolean connected();

  /** Adds a listener for changes of {@link #connected()}. */
  void onConnection(Consumer<Boolean> listener);

  /**
   * Subscribes to retained views of one kind; a view with a lower or equal {@code rev} than the
   * last one seen is not delivered. After a reconnect or a new server session a lower one is, since
   * the server may have been restored from a backup.
   *
   * @param kind board, window, queue or playlist
   * @param type record of the view
   * @param handler gets the view's id and content
   */
  <T> void onView(String kind, Class<T> type, BiConsumer<String, T> handler);

  /**
   * Subscribes to events of the hall; an event id that was delivered before is not delivered again.
   *
   * @param name for example {@code ticket-called}
   * @param type record of the event's data
   * @param handler gets the event
   */
  <T> void onEvent(String name, Class<T> type, Consumer<Event<T>> handler);

  /** Accepts a command; the handler's answer is sent as the reply. Runs on a thread of its own. */
  <T> void onCommand(String name, Class<T> type, Function<T, Reply> handler);

  /**
   * Accepts a command whose handler may take half a minute: each runs on a thread of its own, so
   * that no other command waits for it.
   */
  <T> void onLongCommand(String name, Class<T> type, Function<T, Reply> handler);

  /**
   * Publishes an event of this agent with QoS 1; kept and sent later while there is no connection,
   * until it expires. The waiting events live in memory: what must survive a power cut is journaled
   * by the caller and published again.
   */
  void publishEvent(String name, Object data, Duration expiry);

  /** Publishes the status of a device, retained; the last one of each device is kept. */
  void report(DeviceReport report);

  /** Last reports of all devices. */
  List<DeviceReport> reports();

  /** How the agent is by these reports: READY, or DEGRADED while a device cannot be used. */
  default AgentState.State state() {
    return AgentHealth.stateOf(reports());
  }

  /** What was skipped or lost so far; all zero in a link that does not count. */
  default LinkCounts counts() {
    return LinkCounts.NONE;
  }
}
