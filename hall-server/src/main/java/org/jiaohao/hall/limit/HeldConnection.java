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
    /** Nothing, until its next request begins: the timeouts of the server hold. */
    IDLE,
    /** Sends events as they come, which nobody but the signed-in gets. */
    STREAM
  }

  /** How long a connection must have been of no use before it can be spared. */
  private static final long GRACE = Duration.ofSeconds(1).toNanos();

  /** The same of a stranger's request: nobody reads its answer, or the rest of it does not come. */
  private static final long SLOW = Duration.ofSeconds(5).toNanos();

  /** Requests that are carried out in one go. */
  static final int MOST_AT_ONCE = 20;

  private static final ThreadLocal<HeldConnection> CURRENT = new ThreadLocal<>();

  private final String origin;
  private Sender sender = Sender.STRANGER;
  private Task task = Task.HEADERS;
  private long headersSince;
  private long requestSince;
  private long idleSince;
  private int requests;

  HeldConnection(String origin, long now) {
    this.origin = origin;
    this.headersSince = now;
    this.requestSince = now;
    this.idleSince = now;
  }

  /** Whose share it takes, see {@link Origin}. */
  String origin() {
    return origin;
  }

  /** The connection whose request this thread carries out, if any. */
  static Optional<HeldConnection> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Carries its request, or a part of it, out on another thread; none when it is null. */
  static void within(HeldConnection connection, Runnable request) {
    CURRENT.set(connection);
    try {
      request.run();
    } finally {
      CURRENT.remove();
    }
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

  /**
   * A request is there; whether as many were there in one go as nobody sends who waits for answers.
   * A quick reader's next one may be there before the server has looked up from the last.
   */
  synchronized boolean another() {
    return ++requests >= MOST_AT_ONCE;
  }

  /** Bytes have come; they are read, and a request that is whole is carried out in the same go. */
  synchronized void begin(long now) {
    if (task != Task.HEADERS) {
      headersSince = now;
    }
    requestSince = now;
    sender = Sender.STRANGER;
    task = Task.REQUEST;
    requests = 0;
    CURRENT.set(this);
  }

  /**
   * What was there has been read.
   *
   * @param state what the server waits for now
   * @param streams whether an answer is still being sent, as events come
   */
  synchronized void end(SocketState state, boolean streams, long now) {
    CURRENT.remove();
    idleSince = now;
    if (state != SocketState.LONG) {
      task = Task.IDLE;
    } else {
      task = streams ? Task.STREAM : Task.HEADERS;
    }
  }

  /** The task for which it has taken more time than it may, if it has. */
  synchronized Optional<Task> late(Times times, long now) {
    boolean late =
        switch (task) {
          case HEADERS -> now - headersSince > times.headers().toNanos();
          case REQUEST -> now - requestSince > times.of(sender).toNanos();
          case IDLE, STREAM -> false;
        };
    return late ? Optional.of(task) : Optional.empty();
  }

  /**
   * What it is worth when others wait at the door: idle and half-sent connections of strangers
   * least, then idle ones of the signed-in, who open another, then slow requests of strangers.
   * Empty for one that cannot be spared: it is new, or at work for somebody who is signed in.
   */
  synchronized <C> Optional<Crowd.Guest<C>> spare(C connection, long now) {
    int worth =
        switch (task) {
          case HEADERS -> 0;
          case IDLE -> sender == Sender.KNOWN ? 1 : 0;
          case REQUEST, STREAM -> 2;
        };
    long nanos = unusedNanos(now);
    return nanos > 0
        ? Optional.of(new Crowd.Guest<>(connection, origin, worth, nanos))
        : Optional.empty();
  }

  private long unusedNanos(long now) {
    return switch (task) {
      case HEADERS -> now - headersSince - GRACE;
      case IDLE -> now - idleSince - GRACE;
      case REQUEST -> sender == Sender.KNOWN ? 0 : now - requestSince - SLOW;
      case STREAM -> 0;
    };
  }

  /** Its task, when it can still be spared: then it is to be closed. */
  synchronized Optional<Task> leave(long now) {
    return unusedNanos(now) > 0 ? Optional.of(task) : Optional.empty();
  }
}
