package org.jiaohao.client;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jiaohao.contract.mqtt.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Carries out commands one after another on a thread of its own and answers each. A command that
 * arrives twice with the same correlation data is carried out once and answered twice.
 */
final class CommandDesk {
  private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);
  private static final Duration REPLY_EXPIRY = Duration.ofSeconds(60);
  private static final int REMEMBERED = 200;

  private final String prefix;
  private final String replyTopic;
  private final Outbox outbox;
  private final LinkCounter counter;
  private final Dispatcher worker;
  private final Map<String, Function<byte[], Reply>> handlers = new ConcurrentSkipListMap<>();
  private final Recent<String, Reply> answered = new Recent<>(REMEMBERED);

  /**
   * Creates one.
   *
   * @param prefix topic of commands up to the name
   * @param replyTopic where replies go when the command names no response topic
   */
  CommandDesk(String prefix, String replyTopic, Outbox outbox, LinkCounter counter) {
    this.prefix = prefix;
    this.replyTopic = replyTopic;
    this.outbox = outbox;
    this.counter = counter;
    this.worker = new Dispatcher("hall-commands", counter);
  }

  void start() {
    worker.start();
  }

  void stop() {
    worker.stop();
  }

  <T> void register(String name, Class<T> type, Function<T, Reply> handler) {
    handlers.put(
        name,
        payload -> handler.apply(payload.length == 0 ? null : Wire.JSON.readValue(payload, type)));
  }

  /** Names of the commands that are accepted, sorted. */
  List<String> names() {
    return List.copyOf(handlers.keySet());
  }

  /** Takes a command; its answer follows. */
  void receive(Incoming command) {
    if (!worker.offer(() -> handle(command))) {
      answer(
          command,
          new Reply("REFUSED", "终端正忙，请稍后再试。", "The agent is busy: try again in a moment."));
    }
  }

  private void handle(Incoming command) {
    String name = command.topic().substring(prefix.length());
    String key =
        command.correlation() == null
            ? null
            : name + ":" + Base64.getEncoder().encodeToString(command.correlation());
    Reply known = key == null ? null : answered.get(key);
    if (known != null) {
      counter.duplicates.incrementAndGet();
      answer(command, known);
      return;
    }
    Reply reply = carryOut(name, command);
    if (key != null) {
      answered.put(key, reply);
    }
    answer(command, reply);
  }

  private Reply carryOut(String name, Incoming command) {
    if (command.deadline() != null && command.deadline() - System.nanoTime() <= 0) {
      return new Reply("EXPIRED", "命令已过期，未执行。", "The command expired and was not carried out.");
    }
    Function<byte[], Reply> handler = handlers.get(name);
    if (handler == null) {
      return new Reply(
          "REFUSED",
          "本终端不支持命令 " + name + "。",
          "This agent does not know the command " + name + ".");
    }
    try {
      return Optional.ofNullable(handler.apply(command.payload()))
          .orElse(new Reply("DONE", null, null));
    } catch (JacksonException e) {
      counter.malformed.incrementAndGet();
      LOG.warn("Malformed command on {}: {}", command.topic(), e.getMessage());
      return new Reply("REFUSED", "命令内容无法读取。", "The command's content cannot be read.");
    } catch (RuntimeException e) {
      counter.handlerFailures.incrementAndGet();
      LOG.error("The command {} failed", name, e);
      return new Reply(
          "UNCERTAIN",
          "执行命令时出错，请查看终端日志并核对结果。",
          "The command failed half-way: look at the agent's log and check the result.");
    }
  }

  private void answer(Incoming command, Reply reply) {
    String topic = command.responseTopic() == null ? replyTopic : command.responseTopic();
    outbox.send(topic, Wire.JSON.writeValueAsBytes(reply), command.correlation(), REPLY_EXPIRY);
  }
}
