package org.jiaohao.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Chooses TCP ports on loopback that nobody listens on. */
final class Ports {
  private final Set<Integer> given = new HashSet<>();

  /** The wanted port when it is free, else any free one; never the same port twice. */
  int choose(int wanted) {
    if (!given.contains(wanted) && isFree(wanted)) {
      given.add(wanted);
      return wanted;
    }
    return any();
  }

  /** Any free port. */
  int any() {
    while (true) {
      int port = bind(0);
      if (port > 0 && given.add(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    return bind(port) == port;
  }

  /** Binds and releases a port; returns the port, or -1 when it is taken. */
  private static int bind(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      return -1;
    }
  }
}
