package org.jiaohao.hall.limit;

import java.time.Duration;
import java.util.Optional;
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
   * @param stranger to read a body, carry out the request and send its answer, for nobody known
   * @param request the same for somebody who is signed in
   * @param answered for the rest of a stranger's request that was answered before it was there
   */
  record Times(Duration headers, Duration stranger, Duration request, Duration answered) {
    private Duration of(Sender sender) {
      return switch (sender) {
        case STRANGER -> stranger;
        case KNOWN -> request;
        case ANSWERED -> answered;
      };
    }
  }

  /** Whose request it is. */
  private enum Sender {
    STRANGER,
    KNOWN,
    ANSWERED
  }

  /** What it does. */
  enum Task {
    HEADERS,
    REQUEST,
    /** Idle, or a stream of events: the timeouts of the server hold. */
    NONE
  }

  private static final ThreadLocal<HeldConnection> CURRENT = new ThreadLocal<>();

  private final String origin;
  private Sender sender = Sender.STRANGER;
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

  /** The connection whose request this thread carries out, if any. */
  static Optional<HeldConnection> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Its request is that of somebody who is signed in. */
  synchronized void known() {
    sender = Sender.KNOWN;
  }

  /** A stranger's request was answered; what still comes of it is waited for shortly. */
  synchronized void answered() {
    if (sender != Sender.KNOWN) {
      sender = Sender.ANSWERED;
      requestSince = System.nanoTime();
    }
  }

  /** Bytes have come; they are read, and a request that is whole is carried out in the same go. */
  synchronized void begin(long now) {
    if (task != Task.HEADERS) {
      headersSince = now;
    }
    requestSince = now;
    sender = Sender.STRANGER;
    task = Task.REQUEST;
    CURRENT.set(this);
  }

  /**
   * What was there has been read.
   *
   * @param state what the server waits for now
   * @param streams whether an answer is still being sent, as events come
   */
  synchronized void end(SocketState state, boolean streams) {
    CURRENT.remove();
    task = state == SocketState.LONG && !streams ? Task.HEADERS : Task.NONE;
  }

  /** The task for which it has taken more time than it may, or {@link Task#NONE}. */
  synchronized Task late(Times times, long now) {
    return switch (task) {
      case HEADERS -> now - headersSince > times.headers().toNanos() ? task : Task.NONE;
      case REQUEST -> now - requestSince > times.of(sender).toNanos() ? task : Task.NONE;
      case NONE -> task;
    };
  }
}
