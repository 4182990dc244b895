package org.jiaohao.proofs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses TCP ports on loopback that nobody listens on. They lie below those that the system hands
 * out by itself, and every process begins at another, so that a port is still free when the program
 * that it is for comes to bind it, and again when that program is killed and started anew. Two
 * processes that choose at the same time never get the same port: each locks a file of its own for
 * as long as it lives.
 */
public final class Ports {
  private static final int FIRST = 16_000;
  private static final int COUNT = 16_000;
  private static final int STEP = 1_480;
  private static final Set<Integer> GIVEN = new HashSet<>();
  private static final List<FileChannel> HELD = new ArrayList<>();
  private static int next = (int) (ProcessHandle.current().pid() * STEP % COUNT);

  private Ports() {}

  /** The wanted port when it is free, else any free one; never the same port twice. */
  public static int choose(int wanted) {
    synchronized (GIVEN) {
      return take(wanted) ? wanted : free();
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
        if (take(port)) {
          return port;
        }
      }
      throw new IllegalStateException("No TCP port is free on this machine.");
    }
  }

  private static boolean take(int port) {
    return !GIVEN.contains(port) && isFree(port) && reserve(port) && GIVEN.add(port);
  }

  /** Keeps it from other processes that choose; a file of somebody else is somebody's port. */
  private static boolean reserve(int port) {
    try {
      Path folder = Path.of("/tmp/jiaohao-ports"); // not java.io.tmpdir, which tests set apart
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(String.valueOf(port)),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return false;
      }
      HELD.add(channel);
      return true;
    } catch (IOException e) {
      return false;
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
