package org.jiaohao.agent;

import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jiaohao.contract.mqtt.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Carries out commands one after another on a thread of its own, long ones each on another thread,
 * and answers each. A command that arrives twice with the same correlation data is carried out once
 * and answered twice.
 */
final class CommandDispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(CommandDispatcher.class);
  private static final Duration REPLY_EXPIRY = Duration.ofSeconds(60);
  private static final int REMEMBERED = 200;

  private final String prefix;
  private final String replyTopic;
  private final Outbox outbox;
  private final LinkCounter counter;
  private final Dispatcher worker;
  private final Map<String, Handler> handlers = new ConcurrentSkipListMap<>();
  private final Map<String, CompletableFuture<Reply>> answers =
      Collections.synchronizedMap(new Recent<>(REMEMBERED));

  private record Handler(boolean takesLong, Function<byte[], Reply> action) {}

  /**
   * Creates one.
   *
   * @param prefix topic of commands up to the name
   * @param replyTopic where replies go when the command names no response topic
   */
  CommandDispatcher(String prefix, String replyTopic, Outbox outbox, LinkCounter counter) {
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
    register(name, false, type, handler);
  }

  /** Registers a command that nothing else may have to wait for. */
  <T> void registerLong(String name, Class<T> type, Function<T, Reply> handler) {
    register(name, true, type, handler);
  }

  private <T> void register(
      String name, boolean takesLong, Class<T> type, Function<T, Reply> handler) {
    handlers.put(
        name,
        new Handler(
            takesLong,
            payload ->
                handler.apply(payload.length == 0 ? null : Wire.JSON.readValue(payload, type))));
  }

  /** Names of the commands that are accepted, sorted. */
  List<String> names() {
    return List.copyOf(handlers.keySet());
  }

  /** Takes a command; its answer follows. */
  void receive(Incoming command) {
    Handler handler = handlers.get(name(command));
    if (handler != null && handler.takesLong()) {
      Thread.ofVirtual().name(command.topic()).start(() -> handle(command));
    } else if (!worker.offer(() -> handle(command))) {
      answer(
          command,
          new Reply(
              Reply.Outcome.REFUSED, "终端正忙，请稍后再试。", "The agent is busy: try again in a moment."));
    }
  }

  private String name(Incoming command) {
    return command.topic().substring(prefix.length());
  }

  private void handle(Incoming command) {
    String name = name(command);
    if (command.correlation() == null) {
      answer(command, carryOut(name, command));
      return;
    }
    String key = name + ":" + Base64.getEncoder().encodeToString(command.correlation());
    var reply = new CompletableFuture<Reply>();
    CompletableFuture<Reply> known = answers.putIfAbsent(key, reply);
    if (known != null) {
      counter.duplicates.incrementAndGet();
      known.thenAccept(same -> answer(command, same));
      return;
    }
    reply.complete(carryOut(name, command));
    answer(command, reply.join());
  }

  private Reply carryOut(String name, Incoming command) {
    if (command.deadline() != null && command.deadline() - System.nanoTime() <= 0) {
      return new Reply(
          Reply.Outcome.EXPIRED, "命令已过期，未执行。", "The command expired and was not carried out.");
    }
    Handler handler = handlers.get(name);
    if (handler == null) {
      return new Reply(
          Reply.Outcome.REFUSED,
          "本终端不支持命令 " + name + "。",
          "This agent does not know the command " + name + ".");
    }
    try {
      return Optional.ofNullable(handler.action().apply(command.payload()))
          .orElse(new Reply(Reply.Outcome.DONE, null, null));
    } catch (JacksonException e) {
      counter.malformed.incrementAndGet();
      LOG.warn("Malformed command on {}: {}", command.topic(), e.getMessage());
      return new Reply(Reply.Outcome.REFUSED, "命令内容无法读取。", "The command's content cannot be read.");
    } catch (RuntimeException | Error e) {
      counter.handlerFailures.incrementAndGet();
      LOG.error("The command {} failed", name, e);
      return new Reply(
          Reply.Outcome.UNCERTAIN,
          "执行命令时出错，请查看终端日志并核对结果。",
          "The command failed half-way: look at the agent's log and check the result.");
    }
  }

  private void answer(Incoming command, Reply reply) {
    String topic = command.responseTopic() == null ? replyTopic : command.responseTopic();
    var fitting =
        new Reply(
            reply.outcome(),
            Wire.text(reply.messageZh()),
            Wire.text(reply.messageEn()),
            reply.found());
    outbox.send(topic, Wire.JSON.writeValueAsBytes(fitting), command.correlation(), REPLY_EXPIRY);
  }
}
