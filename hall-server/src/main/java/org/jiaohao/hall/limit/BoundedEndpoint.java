package org.jiaohao.hall.limit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jiaohao.hall.limit.Crowd.Guest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port whose connections are bounded: how many an address holds, and for how long. When they are
 * nearly as many as it takes, those that do nothing are closed, of the addresses with the most, so
 * that a few addresses cannot keep all others out.
 */
final class BoundedEndpoint extends NioEndpoint {
  private static final Logger log = LoggerFactory.getLogger(BoundedEndpoint.class);

  /** One of so many places is kept free for whoever comes next. */
  private static final int FREE = 10;

  /** Of each processor, how many connections are looked at at a time. */
  private static final int AT_A_TIME = 2;

  /** A handshake or headers take a thousandth of it. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

  private final Map<SocketChannel, HeldConnection> held = new ConcurrentHashMap<>();
  private final Shares shares = new Shares();
  private final Doorway doorway =
      new Doorway(
          task -> super.getExecutor().execute(task),
          porter(),
          AT_A_TIME * Runtime.getRuntime().availableProcessors());
  private volatile int connectionsPerAddress = 400;
  private volatile HeldConnection.Times times =
      new HeldConnection.Times(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofMinutes(5),
          Duration.ofSeconds(2));

  /** One thread, while there is something to do. */
  private static Executor porter() {
    return new ThreadPoolExecutor(
        0,
        1,
        10,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofPlatform().name("porter").daemon().factory());
  }

  /** Most connections of one address; one more is closed as soon as it is made. */
  void setConnectionsPerAddress(int most) {
    connectionsPerAddress = most;
  }

  /** How long a connection may be at one task. */
  void setTimes(HeldConnection.Times times) {
    this.times = times;
  }

  /** Keeps the buffers of ended connections: as garbage they would stop all else. */
  @Override
  public void startInternal() throws Exception {
    if (!isSSLEnabled()) { // those of TLS are nine times as large
      getSocketProperties().setBufferPool(getMaxConnections());
    }
    super.startInternal();
  }

  /** What the server has to look at, goes through the doorway. */
  @Override
  public Executor getExecutor() {
    Executor hands = super.getExecutor();
    return hands == null
        ? null
        : task -> {
          if (task instanceof Incoming incoming && incoming.origin().isPresent()) {
            doorway.enter(incoming.origin().get(), task);
          } else {
            hands.execute(task);
          }
        };
  }

  @Override
  protected SocketProcessorBase<NioChannel> createSocketProcessor(
      SocketWrapperBase<NioChannel> connection, SocketEvent event) {
    return new Incoming(connection, event);
  }

  /** Something happened at a connection. */
  private final class Incoming extends SocketProcessor {
    Incoming(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
      super(connection, event);
    }

    /**
     * Whose turn it takes; none when it belongs to an answer that is being sent, as events come.
     */
    Optional<String> origin() {
      SocketWrapperBase<NioChannel> connection = socketWrapper;
      if (connection.getCurrentProcessor() instanceof Processor request && request.isAsync()) {
        return Optional.empty();
      }
      return Optional.ofNullable(held(connection)).map(HeldConnection::origin);
    }
  }

  @Override
  protected boolean setSocketOptions(SocketChannel socket) {
    String origin;
    try {
      origin = Origin.of(((InetSocketAddress) socket.getRemoteAddress()).getAddress());
    } catch (IOException gone) {
      destroySocket(socket);
      return false;
    }
    if (!takePlace(origin)) {
      log.debug("{} holds {} connections; one more is closed", origin, connectionsPerAddress);
      destroySocket(socket);
      return false;
    }
    held.put(socket, new HeldConnection(origin, System.nanoTime()));
    if (!super.setSocketOptions(socket)) {
      forget(socket);
      return false;
    }
    makeRoom();
    return true;
  }

  /** Of an address that holds all it may, one that does nothing makes room for the next. */
  private boolean takePlace(String origin) {
    return shares.take(origin, connectionsPerAddress)
        || makeRoom(spare(origin), 1) && shares.take(origin, connectionsPerAddress);
  }

  private HeldConnection held(SocketWrapperBase<NioChannel> connection) {
    SocketChannel socket = connection.getSocket().getIOChannel();
    return socket == null ? null : held.get(socket); // none when it is closed already
  }

  private void forget(SocketChannel socket) {
    HeldConnection connection = socket == null ? null : held.remove(socket);
    if (connection != null) {
      shares.giveBack(connection.origin());
    }
  }

  @Override
  public void setHandler(Handler<NioChannel> handler) {
    super.setHandler(new Watched(handler));
  }

  /** Ends what has taken more time than it may, and makes room; called each second. */
  void look() {
    long now = System.nanoTime();
    doorway.endThoseBefore(now - LONGEST_TURN.toNanos());
    for (SocketWrapperBase<NioChannel> connection : getConnections()) {
      HeldConnection state = held(connection);
      if (state != null) {
        state.late(times, now).ifPresent(task -> close(connection, task));
      }
    }
    makeRoom();
  }

  /** Closes connections that can be spared when few places are free. */
  private void makeRoom() {
    int most = getMaxConnections();
    int wanted = held.size() - (most - Math.max(1, most / FREE));
    if (most > 0 && wanted > 0) {
      makeRoom(spare(null), wanted);
    }
  }

  /** Those that can be spared, of one origin or of all. */
  private List<Guest<SocketWrapperBase<NioChannel>>> spare(String origin) {
    long now = System.nanoTime();
    var guests = new ArrayList<Guest<SocketWrapperBase<NioChannel>>>();
    for (SocketWrapperBase<NioChannel> connection : getConnections()) {
      HeldConnection state = held(connection);
      if (state != null && (origin == null || origin.equals(state.origin()))) {
        state.spare(connection, now).ifPresent(guests::add);
      }
    }
    return guests;
  }

  /** Whether some were closed; they count no more from then on. */
  private synchronized boolean makeRoom(
      List<Guest<SocketWrapperBase<NioChannel>>> guests, int wanted) {
    boolean made = false;
    for (SocketWrapperBase<NioChannel> connection : Crowd.leaving(guests, wanted)) {
      HeldConnection state = held(connection);
      Optional<HeldConnection.Task> task =
          state == null ? Optional.empty() : state.leave(System.nanoTime());
      if (task.isPresent()) {
        forget(connection.getSocket().getIOChannel());
        close(connection, task.get());
        made = true;
      }
    }
    return made;
  }

  private void close(SocketWrapperBase<NioChannel> connection, HeldConnection.Task task) {
    if (task != HeldConnection.Task.REQUEST) {
      processSocket(connection, SocketEvent.ERROR, true);
      return;
    }
    SocketChannel socket = connection.getSocket().getIOChannel();
    if (socket == null) {
      return; // it has just ended by itself
    }
    try {
      // Whoever carries the request out finds it ended, and tidies up. Closed, it would leave a
      // thread that waits for it, and the place it takes, until the usual timeout.
      socket.shutdownInput();
      socket.shutdownOutput();
    } catch (IOException e) {
      log.debug("a late connection was already gone", e);
    }
  }

  /** Tells the state of each connection to whom the server's own handler does the work. */
  private final class Watched implements Handler<NioChannel> {
    private final Handler<NioChannel> handler;

    Watched(Handler<NioChannel> handler) {
      this.handler = handler;
    }

    @Override
    public SocketState process(SocketWrapperBase<NioChannel> connection, SocketEvent event) {
      HeldConnection state = held(connection);
      if (state == null) {
        return handler.process(connection, event);
      }
      state.begin(System.nanoTime());
      SocketState next = SocketState.CLOSED;
      try {
        next = handler.process(connection, event);
        return next;
      } finally {
        boolean streams =
            connection.getCurrentProcessor() instanceof Processor request && request.isAsync();
        state.end(next, streams, System.nanoTime());
      }
    }

    @Override
    public Object getGlobal() {
      return handler.getGlobal();
    }

    @Override
    public void release(SocketWrapperBase<NioChannel> connection) {
      forget(connection.getSocket().getIOChannel());
      handler.release(connection);
    }

    @Override
    public void pause() {
      handler.pause();
    }

    @Override
    public void recycle() {
      handler.recycle();
    }
  }
}
