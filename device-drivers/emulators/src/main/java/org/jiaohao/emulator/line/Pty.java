package org.jiaohao.emulator.line;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A Linux pseudo-terminal in raw mode, opened through the C library (pty(7), termios(3)). The
 * slave's descriptor stays open too, so that a host may close and open it without the terminal
 * vanishing.
 */
final class Pty implements AutoCloseable {
  private static final int O_RDWR = 2;
  private static final int O_NOCTTY = 0x100;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final short POLLIN = 1;
  private static final int POLL_MILLIS = 100;
  private static final int TERMIOS_BYTES = 60;
  private static final int CHUNK = 1024;

  private final int master;
  private final int slave;
  private final String name;
  private boolean closed;

  private Pty(int master, int slave, String name) {
    this.master = master;
    this.slave = slave;
    this.name = name;
  }

  /**
   * Opens a new terminal.
   *
   * @throws IOException when the machine is no Linux or has no free terminal
   */
  static Pty open() throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IOException(
          "Pseudo-terminals are opened on Linux only; use tcp:127.0.0.1:PORT on this machine");
    }
    int master = C.call(C.POSIX_OPENPT, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    check(master, "posix_openpt");
    try (Arena arena = Arena.ofConfined()) {
      check(C.call(C.GRANTPT, master), "grantpt");
      check(C.call(C.UNLOCKPT, master), "unlockpt");
      MemorySegment buffer = arena.allocate(64);
      check(C.call(C.PTSNAME_R, master, buffer, 64L) == 0 ? 0 : -1, "ptsname_r");
      int slave = C.call(C.OPEN, buffer, O_RDWR | O_NOCTTY | O_CLOEXEC);
      check(slave, "open " + buffer.getString(0));
      MemorySegment termios = arena.allocate(TERMIOS_BYTES, 8);
      check(C.call(C.TCGETATTR, slave, termios), "tcgetattr");
      C.run(C.CFMAKERAW, termios);
      check(C.call(C.TCSETATTR, slave, 0, termios), "tcsetattr");
      return new Pty(master, slave, buffer.getString(0));
    } catch (IOException e) {
      C.call(C.CLOSE, master);
      throw e;
    }
  }

  private static void check(int result, String function) throws IOException {
    if (result < 0) {
      throw new IOException("The system refused a pseudo-terminal (" + function + " failed)");
    }
  }

  /** Path of the host's end, such as {@code /dev/pts/7}. */
  String name() {
    return name;
  }

  /** The next bytes, none when nothing came for a while, or null when closed. */
  byte[] read() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(C.POLLFD);
      poll.set(JAVA_INT, 0, master);
      poll.set(JAVA_SHORT, 4, POLLIN);
      C.call(C.POLL, poll, 1L, POLL_MILLIS);
      MemorySegment chunk = arena.allocate(CHUNK);
      synchronized (this) {
        if (closed) {
          return null;
        }
        long count = C.callLong(C.READ, master, chunk, (long) CHUNK);
        return chunk.asSlice(0, Math.max(count, 0)).toArray(JAVA_BYTE);
      }
    }
  }

  /** Sends what fits into the terminal's queue; the rest is lost. */
  synchronized void write(byte[] bytes) {
    if (closed) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment chunk = arena.allocateFrom(JAVA_BYTE, bytes);
      C.callLong(C.WRITE, master, chunk, (long) bytes.length);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      C.call(C.CLOSE, slave);
      C.call(C.CLOSE, master);
    }
  }

  /** The functions of the C library. */
  private static final class C {
    static final MemoryLayout POLLFD =
        MemoryLayout.structLayout(JAVA_INT, JAVA_SHORT, JAVA_SHORT).withName("pollfd");
    private static final Linker LINKER = Linker.nativeLinker();

    static final MethodHandle POSIX_OPENPT = of("posix_openpt", JAVA_INT, JAVA_INT);
    static final MethodHandle GRANTPT = of("grantpt", JAVA_INT, JAVA_INT);
    static final MethodHandle UNLOCKPT = of("unlockpt", JAVA_INT, JAVA_INT);
    static final MethodHandle PTSNAME_R = of("ptsname_r", JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
    static final MethodHandle TCGETATTR = of("tcgetattr", JAVA_INT, JAVA_INT, ADDRESS);
    static final MethodHandle TCSETATTR = of("tcsetattr", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    static final MethodHandle POLL = of("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    static final MethodHandle READ = of("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    static final MethodHandle WRITE = of("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    static final MethodHandle CLOSE = of("close", JAVA_INT, JAVA_INT);
    static final MethodHandle CFMAKERAW = handle("cfmakeraw", FunctionDescriptor.ofVoid(ADDRESS));
    static final MethodHandle OPEN =
        handle(
            "open",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2));

    private C() {}

    private static MethodHandle of(String name, MemoryLayout result, MemoryLayout... arguments) {
      return handle(name, FunctionDescriptor.of(result, arguments));
    }

    private static MethodHandle handle(
        String name, FunctionDescriptor descriptor, Linker.Option... options) {
      return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    static int call(MethodHandle function, Object... arguments) {
      return (int) invoke(function, arguments);
    }

    static long callLong(MethodHandle function, Object... arguments) {
      return (long) invoke(function, arguments);
    }

    static void run(MethodHandle function, Object... arguments) {
      invoke(function, arguments);
    }

    private static Object invoke(MethodHandle function, Object... arguments) {
      try {
        return function.invokeWithArguments(arguments);
      } catch (Throwable e) {
        throw new IllegalStateException("Calling the C library failed", e);
      }
    }
  }
}
