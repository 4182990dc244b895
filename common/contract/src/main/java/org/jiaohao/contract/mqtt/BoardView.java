package org.jiaohao.contract.mqtt;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

/**
 * The call board: full state, replaces the former one when {@code rev} is higher (R026).
 *
 * @param rev rising revision
 * @param hallName zh-CN
 * @param hallNameEn English
 * @param calls last calls, newest first, at most 8
 * @param queues waiting counts
 */
public record BoardView(
    long rev, String hallName, String hallNameEn, List<Line> calls, List<Waiting> queues) {
  /** What the schema requires is there. */
  public BoardView {
    Objects.requireNonNull(hallName, "hallName");
    calls = List.copyOf(calls);
    queues = List.copyOf(queues);
  }

  /**
   * A called ticket.
   *
   * @param eventId id of the {@code ticket-called} event to confirm
   * @param number ticket number
   * @param window window number
   * @param area area code
   * @param calledAt time of the last call
   * @param attempt 1 for the first call
   */
  public record Line(
      String eventId,
      String number,
      String window,
      String area,
      OffsetDateTime calledAt,
      int attempt) {
    /** What the schema requires is there. */
    public Line {
      Objects.requireNonNull(eventId, "eventId");
      Objects.requireNonNull(number, "number");
      Objects.requireNonNull(window, "window");
      Objects.requireNonNull(calledAt, "calledAt");
    }
  }

  /**
   * People waiting in a queue.
   *
   * @param queue queue id
   * @param name zh-CN
   * @param nameEn English
   * @param waiting people waiting
   */
  public record Waiting(String queue, String name, String nameEn, int waiting) {
    /** What the schema requires is there. */
    public Waiting {
      Objects.requireNonNull(queue, "queue");
      Objects.requireNonNull(name, "name");
    }
  }
}
