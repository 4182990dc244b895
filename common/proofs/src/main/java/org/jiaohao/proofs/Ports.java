package org.jiaohao.proofs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/**
 * Chooses TCP ports on loopback that nobody listens on. They lie below those that the system hands
 * out by itself, and every process begins at another, so that a port is still free when the program
 * that it is for comes to bind it, and again when that program is killed and started anew.
 */
public final class Ports {
  private static final int FIRST = 16_000;
  private static final int COUNT = 16_000;
  private static final int STEP = 1_480;
  private static final Set<Integer> GIVEN = new HashSet<>();
  private static int next = (int) (ProcessHandle.current().pid() * STEP % COUNT);

  private Ports() {}

  /** The wanted port when it is free, else any free one; never the same port twice. */
  public static int choose(int wanted) {
    synchronized (GIVEN) {
      return isFree(wanted) && GIVEN.add(wanted) ? wanted : free();
    }
  }

  /**
   * Any free port; never the same port twice.
   *
   * @throws IllegalStateException when none is free
   */
  public static int free() {
    synchronized (GIVEN) {
      for (int tries = 0; tries < COUNT; tries++) {
        int port = FIRST + next;
        next = (next + 1) % COUNT;
        if (isFree(port) && GIVEN.add(port)) {
          return port;
        }
      }
      throw new IllegalStateException("No TCP port is free on this machine.");
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
