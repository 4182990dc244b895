package org.jiaohao.hall.device;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.Ids;
import org.springframework.stereotype.Component;

/** Sends commands to agents and waits for their answers. */
@Component
class Commands {
  private final CommandSender sender;
  private final Ids ids;
  private final Map<String, Question> open = new ConcurrentHashMap<>();

  private record Question(String hall, String agent, CompletableFuture<Reply> answer) {}

  Commands(CommandSender sender, Ids ids) {
    this.sender = sender;
    this.ids = ids;
  }

  /**
   * Sends a command and waits.
   *
   * @param longest how long the answer may take
   * @param silent what to say when none came
   */
  Reply ask(
      String hall, String agent, String command, Object body, Duration longest, Problem silent) {
    String correlation = ids.random(16);
    var answer = new CompletableFuture<Reply>();
    open.put(correlation, new Question(hall, agent, answer));
    try {
      if (!sender.send(hall, agent, command, correlation, body)) {
        throw silent;
      }
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw silent;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw silent;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      open.remove(correlation);
    }
  }

  /** An agent's answer; that of another one than was asked is none. */
  void replied(String hall, String agent, String correlation, Reply reply) {
    Question waiting = open.get(correlation);
    if (waiting != null && waiting.hall.equals(hall) && waiting.agent.equals(agent)) {
      waiting.answer.complete(reply);
    }
  }
}
