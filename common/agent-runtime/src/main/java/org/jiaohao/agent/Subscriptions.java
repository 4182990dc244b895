package org.jiaohao.agent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jiaohao.contract.mqtt.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/** The handlers of views and events. Called on the dispatcher's thread only, except to register. */
final class Subscriptions {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
  private static final int EVENT_IDS = 2000;

  private final LinkCounter counter;
  private final List<ViewHandler<?>> views = new CopyOnWriteArrayList<>();
  private final List<EventHandler<?>> events = new CopyOnWriteArrayList<>();
  private final Recent<String, Boolean> seenEvents = new Recent<>(EVENT_IDS);

  Subscriptions(LinkCounter counter) {
    this.counter = counter;
  }

  /** Adds a handler for views below {@code prefix}. */
  <T> void onView(String prefix, Class<T> type, BiConsumer<String, T> handler) {
    views.add(new ViewHandler<>(prefix, type, handler));
  }

  /** Adds a handler for events of one topic. */
  <T> void onEvent(String topic, Class<T> type, Consumer<Event<T>> handler) {
    JavaType event = Wire.JSON.getTypeFactory().constructParametricType(Event.class, type);
    events.add(new EventHandler<>(topic, event, handler));
  }

  void reconnected() {
    views.forEach(view -> view.gate.reconnected());
  }

  void newSession() {
    for (ViewHandler<?> view : views) {
      view.gate.newSession().forEach(view::receive);
    }
  }

  /** Hands a view or event to its handlers. */
  void receive(Incoming message) {
    for (ViewHandler<?> view : views) {
      if (message.topic().startsWith(view.prefix)) {
        guarded(message, view::receive);
      }
    }
    List<EventHandler<?>> interested =
        events.stream().filter(event -> message.topic().equals(event.topic)).toList();
    if (!interested.isEmpty()) {
      guarded(message, event -> receiveEvent(event, interested));
    }
  }

  private void receiveEvent(Incoming message, List<EventHandler<?>> interested) {
    JsonNode id = Wire.JSON.readTree(message.payload()).path("id");
    if (!id.isString() || id.asString().isBlank()) {
      throw new MalformedMessageException("event without id");
    }
    if (seenEvents.put(id.asString(), Boolean.TRUE) != null) {
      counter.duplicates.incrementAndGet();
      return;
    }
    interested.forEach(handler -> guarded(message, handler::receive));
  }

  /** Malformed messages and failing handlers are logged and counted, never passed on. */
  private void guarded(Incoming message, Consumer<Incoming> action) {
    try {
      action.accept(message);
    } catch (JacksonException | MalformedMessageException e) {
      counter.malformed.incrementAndGet();
      LOG.warn(
          "Skipped a malformed message on {} ({} bytes): {}",
          message.topic(),
          message.payload().length,
          e.getMessage());
    } catch (RuntimeException | Error e) {
      counter.handlerFailures.incrementAndGet();
      LOG.error("The handler of {} failed; the link goes on", message.topic(), e);
    }
  }

  private final class ViewHandler<T> {
    private final String prefix;
    private final Class<T> type;
    private final BiConsumer<String, T> handler;
    private final ViewGate gate = new ViewGate();

    private ViewHandler(String prefix, Class<T> type, BiConsumer<String, T> handler) {
      this.prefix = prefix;
      this.type = type;
      this.handler = handler;
    }

    private void receive(Incoming message) {
      if (message.payload().length == 0) {
        gate.forget(message.topic());
        return;
      }
      JsonNode tree = Wire.JSON.readTree(message.payload());
      JsonNode rev = tree.path("rev");
      if (!rev.canConvertToLong()) {
        throw new MalformedMessageException("view without rev");
      }
      T view = Wire.JSON.treeToValue(tree, type);
      if (gate.admits(message, rev.asLong())) {
        handler.accept(message.topic().substring(prefix.length()), view);
      } else {
        counter.outdated.incrementAndGet();
      }
    }
  }

  private static final class EventHandler<T> {
    private final String topic;
    private final JavaType type;
    private final Consumer<Event<T>> handler;

    private EventHandler(String topic, JavaType type, Consumer<Event<T>> handler) {
      this.topic = topic;
      this.type = type;
      this.handler = handler;
    }

    private void receive(Incoming message) {
      handler.accept(Wire.JSON.readValue(message.payload(), type));
    }
  }

  private static final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MalformedMessageException(String message) {
      super(message);
    }
  }
}
