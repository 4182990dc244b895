package org.jiaohao.hall.messaging;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.alert.AlertRule;
import org.jiaohao.hall.alert.StateChanged;
import org.jiaohao.hall.device.AgentRegistry;
import org.jiaohao.hall.store.HallClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What one agent may take of the embedded broker, whatever its program does: a stolen credential
 * must not stop the hall. A client that asks for more is cut off and its agent is an alert, until
 * ten minutes after the last time; nothing is revoked.
 */
@Component
class ClientQuotas implements AlertRule {
  private static final Logger log = LoggerFactory.getLogger(ClientQuotas.class);

  /** An agent needs one; technicians look on with another, and one may just be taking over. */
  static final int MOST_CONNECTIONS = 5;

  /** State, description and the devices. */
  static final int MOST_RETAINED = 2 + AgentRegistry.MOST_DEVICES;

  /** The state that is told when the connection breaks. */
  static final int LARGEST_WILL = 2048;

  static final int MOST_RETAINED_BYTES = 512 * 1024;
  static final int MOST_FILTERS = 50;
  private static final int CONNECTS = 60;
  private static final int CONNECTS_PER_MINUTE = 30;
  private static final int MESSAGES = 600;
  private static final int MESSAGES_PER_SECOND = 50;
  private static final int BYTES = 4 * 1024 * 1024;
  private static final int BYTES_PER_SECOND = 128 * 1024;
  private static final Duration TOLD_FOR = Duration.ofMinutes(10);

  private final HallClock clock;
  private final ApplicationEventPublisher publisher;
  private final Map<String, Usage> users = new ConcurrentHashMap<>();

  ClientQuotas(HallClock clock, ApplicationEventPublisher publisher) {
    this.clock = clock;
    this.publisher = publisher;
  }

  /** What an agent asked too much of; in words for staff. */
  enum Quota {
    CONNECTIONS("同时连接数", "connections at once"),
    CONNECTS("连接频率", "connecting again and again"),
    MESSAGES("消息频率", "messages per second"),
    BYTES("数据量", "bytes per second"),
    RETAINED("保留消息数量或大小", "devices or bytes kept at the broker"),
    WILL("遗嘱消息的主题或大小", "topic or size of the will"),
    FILTERS("订阅数", "subscriptions");

    private final String zh;
    private final String en;

    Quota(String zh, String en) {
      this.zh = zh;
      this.en = en;
    }
  }

  private static final class Usage {
    final Bucket connects = bucket(CONNECTS, CONNECTS_PER_MINUTE, Duration.ofMinutes(1));
    final Bucket messages = bucket(MESSAGES, MESSAGES_PER_SECOND, Duration.ofSeconds(1));
    final Bucket bytes = bucket(BYTES, BYTES_PER_SECOND, Duration.ofSeconds(1));
    final Map<String, Integer> retained = new HashMap<>();
    final Map<String, Set<String>> filters = new HashMap<>();
    Quota exceeded;
    long exceededAt;

    private static Bucket bucket(int most, int again, Duration within) {
      return Bucket.builder()
          .addLimit(limit -> limit.capacity(most).refillGreedy(again, within))
          .build();
    }

    boolean retain(Publication message) {
      String topic = message.topic();
      Integer before =
          message.isRemoval() ? retained.remove(topic) : retained.put(topic, message.size());
      long sum = retained.values().stream().mapToLong(Integer::longValue).sum();
      boolean fits = retained.size() <= MOST_RETAINED && sum <= MOST_RETAINED_BYTES;
      if (!fits) {
        if (before == null) {
          retained.remove(topic);
        } else {
          retained.put(topic, before);
        }
      }
      return fits;
    }
  }

  /**
   * Whether an agent may connect once more, beside its other connections.
   *
   * @param will what the broker publishes for it when the connection breaks, or null: its own state
   *     and nothing else, counted as if it had published it now
   */
  boolean connect(String username, String clientId, long others, Publication will) {
    Usage usage = usage(username);
    synchronized (usage) {
      usage.filters.remove(clientId);
      return check(username, usage, Quota.CONNECTS, usage.connects.tryConsume(1))
          && check(username, usage, Quota.CONNECTIONS, others < MOST_CONNECTIONS)
          && (will == null
              || check(username, usage, Quota.WILL, isState(username, will))
                  && takes(username, usage, will));
    }
  }

  private static boolean isState(String username, Publication will) {
    return will.topic().equals(branch(username) + "state") && will.size() <= LARGEST_WILL;
  }

  /** Whether an agent may publish this. */
  boolean publish(String username, Publication message) {
    Usage usage = usage(username);
    synchronized (usage) {
      return takes(username, usage, message);
    }
  }

  private boolean takes(String username, Usage usage, Publication message) {
    int size = message.size();
    return check(username, usage, Quota.MESSAGES, usage.messages.tryConsume(1))
        && check(username, usage, Quota.BYTES, size == 0 || usage.bytes.tryConsume(size))
        && (!message.retained()
            || !message.topic().startsWith(branch(username))
            || check(username, usage, Quota.RETAINED, usage.retain(message)));
  }

  /** Whether a client of an agent may subscribe to these, too. */
  boolean subscribe(String username, String clientId, List<String> filters) {
    Usage usage = usage(username);
    synchronized (usage) {
      Set<String> all = usage.filters.computeIfAbsent(clientId, c -> new HashSet<>());
      all.addAll(filters.subList(0, Math.min(filters.size(), MOST_FILTERS + 1)));
      return check(username, usage, Quota.FILTERS, all.size() <= MOST_FILTERS);
    }
  }

  /** A client's connection ended. */
  void ended(String username, String clientId) {
    Usage usage = usage(username);
    synchronized (usage) {
      usage.filters.remove(clientId);
    }
  }

  /** Forgets an agent; returns the topics on which it left something. */
  Set<String> forget(String username) {
    Usage usage = users.remove(username);
    if (usage == null) {
      return Set.of();
    }
    synchronized (usage) {
      return Set.copyOf(usage.retained.keySet());
    }
  }

  private boolean check(String username, Usage usage, Quota quota, boolean fits) {
    if (!fits) {
      boolean news = !told(usage);
      usage.exceeded = quota;
      usage.exceededAt = clock.count();
      if (news) {
        log.warn("{} exceeds its quota at the broker: {}", username, quota.en);
        publisher.publishEvent(new StateChanged(username.substring(0, username.indexOf('/'))));
      }
    }
    return fits;
  }

  private boolean told(Usage usage) {
    return usage.exceeded != null && clock.count() - usage.exceededAt <= TOLD_FOR.toNanos();
  }

  private Usage usage(String username) {
    return users.computeIfAbsent(username, u -> new Usage());
  }

  private static String branch(String username) {
    return Topics.ROOT + username.replaceFirst("/", "/agent/") + "/";
  }

  @Override
  public String kind() {
    return "AGENT_QUOTA";
  }

  @Override
  public List<Trouble> troubles(String hall) {
    return users.entrySet().stream()
        .filter(user -> user.getKey().startsWith(hall + "/"))
        .filter(user -> told(user.getValue()))
        .map(user -> trouble(user.getKey().substring(hall.length() + 1), user.getValue().exceeded))
        .toList();
  }

  private static Trouble trouble(String agent, Quota quota) {
    return new Trouble(
        agent,
        "终端 %s 占用的消息服务超出限额（%s），已断开其连接。如非设备故障，其账号可能被盗用：请核对该终端，必要时注销后重新注册。"
            .formatted(agent, quota.zh),
        ("Agent %s takes more of the broker than it may (%s) and was cut off. If no fault explains"
                + " it, its credentials may be stolen: check the machine, revoke the agent and enrol"
                + " it again if need be.")
            .formatted(agent, quota.en));
  }
}
