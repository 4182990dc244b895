package org.jiaohao.hall.limit;

import java.time.Duration;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;

/**
 * How long a connection has been at its present task. A client that sends a byte now and then never
 * meets the usual timeout, which begins anew with each byte; it meets this one. Times are those of
 * {@link System#nanoTime()}.
 */
final class HeldConnection {
  /**
   * The longest times of a task.
   *
   * @param headers from the start of a connection or of its next request to the end of the headers
   * @param request to read a body, carry out the request and send its answer
   */
  record Times(Duration headers, Duration request) {}

  /** What it does. */
  enum Task {
    HEADERS,
    REQUEST,
    /** Idle, or a stream of events: the timeouts of the server hold. */
    NONE
  }

  private final String origin;
  private Task task = Task.HEADERS;
  private long headersSince;
  private long requestSince;

  HeldConnection(String origin, long now) {
    this.origin = origin;
    this.headersSince = now;
  }

  /** Whose share it takes, see {@link Origin}. */
  String origin() {
    return origin;
  }

  /** Bytes have come; they are read, and a request that is whole is carried out in the same go. */
  synchronized void begin(long now) {
    if (task != Task.HEADERS) {
      headersSince = now;
    }
    requestSince = now;
    task = Task.REQUEST;
  }

  /**
   * What was there has been read.
   *
   * @param state what the server waits for now
   * @param streams whether an answer is still being sent, as events come
   */
  synchronized void end(SocketState state, boolean streams) {
    task = state == SocketState.LONG && !streams ? Task.HEADERS : Task.NONE;
  }

  /** The task for which it has taken more time than it may, or {@link Task#NONE}. */
  synchronized Task late(Times times, long now) {
    return switch (task) {
      case HEADERS -> now - headersSince > times.headers().toNanos() ? task : Task.NONE;
      case REQUEST -> now - requestSince > times.request().toNanos() ? task : Task.NONE;
      case NONE -> task;
    };
  }
}
