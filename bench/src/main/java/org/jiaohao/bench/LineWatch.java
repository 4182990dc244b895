package org.jiaohao.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A TCP line with a clock: passes bytes on to the sign and notes when each piece came by. */
final class LineWatch implements AutoCloseable {
  private static final int KEEP = 200;

  private record Piece(long at, byte[] bytes) {}

  private final ServerSocket door;
  private final int signPort;
  private final List<Piece> pieces = new ArrayList<>();

  LineWatch(int port, int signPort) throws IOException {
    this.door = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
    this.signPort = signPort;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket agent = door.accept();
        Socket sign = new Socket(InetAddress.getLoopbackAddress(), signPort);
        agent.setTcpNoDelay(true);
        sign.setTcpNoDelay(true);
        Thread.ofPlatform().daemon().start(() -> pass(agent, sign, true));
        Thread.ofPlatform().daemon().start(() -> pass(sign, agent, false));
      } catch (IOException e) {
        if (!door.isClosed()) {
          System.err.println("line: " + e.getMessage());
        }
      }
    }
  }

  private void pass(Socket from, Socket to, boolean note) {
    try (from;
        to) {
      byte[] buffer = new byte[4096];
      int n;
      while ((n = from.getInputStream().read(buffer)) > 0) {
        if (note) {
          note(java.util.Arrays.copyOf(buffer, n));
        }
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      System.err.println("line ended: " + e.getMessage());
    }
  }

  private synchronized void note(byte[] bytes) {
    pieces.add(new Piece(System.nanoTime(), bytes));
    if (pieces.size() > KEEP) {
      pieces.removeFirst();
    }
    notifyAll();
  }

  /** When the piece that holds these bytes came by, first after {@code since}; at most 5 s. */
  synchronized long awaitText(byte[] text, long since) throws InterruptedException {
    long end = since + TimeUnit.SECONDS.toNanos(5);
    while (System.nanoTime() < end) {
      for (Piece piece : pieces) {
        if (piece.at >= since && contains(piece.bytes, text)) {
          return piece.at;
        }
      }
      wait(50);
    }
    throw new IllegalStateException("the call did not reach the strip's line within 5 s");
  }

  private static boolean contains(byte[] all, byte[] part) {
    for (int at = 0; at + part.length <= all.length; at++) {
      if (java.util.Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
