package org.jiaohao.emulator.line;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A raw TCP port of a device. One client is served at a time; others are connected but wait, or are
 * hung up on at once: network printers do either.
 */
final class TcpLine implements Line {
  private static final Logger log = LoggerFactory.getLogger(TcpLine.class);

  private static final Pattern LISTEN =
      Pattern.compile("tcp:([^:]+):(\\d{1,5})(?:\\?busy=(wait|refuse))?");

  private final String host;
  private final boolean refusing;
  private final Receiver receiver;
  private int port;
  private HeldPort held;
  private ServerSocket server;
  private volatile Socket client;

  private TcpLine(String host, int port, boolean refusing, Receiver receiver) throws IOException {
    if (!InetAddress.getByName(host).isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "An emulator listens on this machine only: write tcp:127.0.0.1:" + port);
    }
    this.host = host;
    this.port = port;
    this.refusing = refusing;
    this.receiver = receiver;
  }

  static TcpLine of(String listen, Receiver receiver) throws IOException {
    Matcher parts = LISTEN.matcher(listen);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "Cannot listen on '" + listen + "': write tcp:127.0.0.1:9100 or …:9100?busy=refuse");
    }
    boolean refusing = "refuse".equals(parts.group(3));
    return new TcpLine(parts.group(1), Integer.parseInt(parts.group(2)), refusing, receiver);
  }

  @Override
  public synchronized String address() {
    return "tcp://" + host + ":" + port;
  }

  @Override
  public synchronized void plug() throws IOException {
    if (server != null) {
      return;
    }
    try {
      if (held == null) {
        held = new HeldPort(InetAddress.getByName(host), port);
        port = held.number();
      }
      held.listen(at -> server = listening(at));
    } catch (IOException e) {
      throw new IOException("Cannot listen on " + address() + ": " + e.getMessage(), e);
    }
    ServerSocket opened = server;
    Thread.ofPlatform().daemon().name("tcp-" + port).start(() -> serve(opened));
  }

  private static ServerSocket listening(InetSocketAddress at) throws IOException {
    var opened = new ServerSocket();
    try {
      opened.setReuseAddress(true);
      opened.bind(at, 5);
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public synchronized void unplug() {
    close(server);
    close(client);
    server = null;
    client = null;
  }

  @Override
  public synchronized void close() {
    unplug();
    close(held);
    held = null;
  }

  @Override
  public synchronized boolean plugged() {
    return server != null;
  }

  @Override
  public void write(byte[] bytes) {
    Socket to = client;
    if (to == null) {
      return;
    }
    try {
      to.getOutputStream().write(bytes);
    } catch (IOException e) {
      log.debug("Client of {} is gone: {}", address(), e.getMessage());
    }
  }

  private void serve(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket accepted = from.accept();
        if (!take(from, accepted)) {
          close(accepted);
        } else if (refusing) {
          Thread.ofPlatform().daemon().name("client-" + port).start(() -> pass(accepted));
        } else {
          pass(accepted);
        }
      } catch (IOException e) {
        log.debug("{} stopped listening: {}", address(), e.getMessage());
      }
    }
  }

  private synchronized boolean take(ServerSocket from, Socket accepted) {
    if (server != from || client != null) {
      return false;
    }
    client = accepted;
    return true;
  }

  private void pass(Socket from) {
    try (from) {
      from.setTcpNoDelay(true);
      byte[] chunk = new byte[1024];
      int count = from.getInputStream().read(chunk);
      while (count >= 0) {
        receiver.received(Arrays.copyOf(chunk, count));
        count = from.getInputStream().read(chunk);
      }
      receiver.hungUp();
    } catch (IOException e) {
      log.debug("Connection to {} ended: {}", address(), e.getMessage());
    } finally {
      synchronized (this) {
        if (client == from) {
          client = null;
        }
      }
    }
  }

  private static void close(AutoCloseable socket) {
    if (socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (Exception e) {
      log.debug("Closing {}: {}", socket, e.getMessage());
    }
  }
}
