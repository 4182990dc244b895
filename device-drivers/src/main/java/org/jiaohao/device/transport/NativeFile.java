package org.jiaohao.device.transport;

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
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * A device file of Linux opened through the C library, for what Java's own files cannot: ask
 * whether something came without blocking for good, so that closing really frees the device, and
 * take a keyboard for this program alone (EVIOCGRAB, linux/input.h).
 */
final class NativeFile implements BlockingChannel.Port {
  /** Whether this machine has such files. */
  static final boolean SUPPORTED = System.getProperty("os.name").equals("Linux");

  private static final int O_RDWR = 2;
  private static final int O_NOCTTY = 0x100;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final short POLLIN = 1;
  private static final int POLL_MILLIS = 100;
  private static final long EVIOCGRAB = 0x40044590L;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int EACCES = 13;
  private static final int EINVAL = 22;
  private static final int ENOTTY = 25;

  private final int descriptor;
  private boolean closed;

  private NativeFile(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Opens a file to read; also to write, when it is wanted and allowed. */
  static NativeFile open(Path path, boolean writing) throws IOException {
    int flags = O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path.toString());
      MemorySegment errno = arena.allocate(C.STATE);
      int opened = writing ? C.call(C.OPEN, errno, name, flags | O_RDWR) : -1;
      if (!writing || opened < 0 && C.errno(errno) == EACCES) {
        opened = C.call(C.OPEN, errno, name, flags);
      }
      if (opened < 0) {
        throw failure("open", errno);
      }
      return new NativeFile(opened);
    }
  }

  /**
   * Takes an input device for this program alone. A file that is none, such as a pipe, has nobody
   * else to keep away.
   *
   * @throws IOException when another program has it so
   */
  void grab() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(C.STATE);
      int result = C.call(C.IOCTL, errno, descriptor, EVIOCGRAB, 1L);
      boolean input = C.errno(errno) != ENOTTY && C.errno(errno) != EINVAL;
      if (result < 0 && input) {
        throw failure("EVIOCGRAB", errno);
      }
    }
  }

  @Override
  public int read(byte[] buffer) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(C.STATE);
      MemorySegment poll = arena.allocate(C.POLLFD);
      poll.set(JAVA_INT, 0, descriptor);
      poll.set(JAVA_SHORT, 4, POLLIN);
      int ready = C.call(C.POLL, errno, poll, 1L, POLL_MILLIS);
      if (ready == 0 || ready < 0 && C.errno(errno) == EINTR) {
        return 0;
      }
      MemorySegment chunk = arena.allocate(buffer.length);
      synchronized (this) {
        if (closed) {
          return -1;
        }
        long count = C.callLong(C.READ, errno, descriptor, chunk, (long) buffer.length);
        if (count < 0 && (C.errno(errno) == EAGAIN || C.errno(errno) == EINTR)) {
          return 0;
        }
        if (count < 0) {
          throw failure("read", errno);
        }
        MemorySegment.copy(chunk, JAVA_BYTE, 0, buffer, 0, (int) count);
        return count == 0 ? -1 : (int) count; // nothing at all: pulled out
      }
    }
  }

  @Override
  public synchronized int write(byte[] bytes, int offset) throws IOException {
    if (closed) {
      return -1;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(C.STATE);
      int length = bytes.length - offset;
      MemorySegment chunk = arena.allocate(length);
      MemorySegment.copy(bytes, offset, chunk, JAVA_BYTE, 0, length);
      long count = C.callLong(C.WRITE, errno, descriptor, chunk, (long) length);
      if (count < 0) {
        throw failure("write", errno);
      }
      return (int) count;
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try (Arena arena = Arena.ofConfined()) {
        C.call(C.CLOSE, arena.allocate(C.STATE), descriptor);
      }
    }
  }

  private static IOException failure(String function, MemorySegment state) {
    return new IOException(function + " failed, error " + C.errno(state));
  }

  /** The functions of the C library. */
  private static final class C {
    static final StructLayout STATE = Linker.Option.captureStateLayout();
    static final MemoryLayout POLLFD = MemoryLayout.structLayout(JAVA_INT, JAVA_SHORT, JAVA_SHORT);
    private static final Linker LINKER = Linker.nativeLinker();
    private static final long ERRNO =
        STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    static final MethodHandle OPEN = of("open", JAVA_INT, 2, ADDRESS, JAVA_INT);
    static final MethodHandle IOCTL = of("ioctl", JAVA_INT, 2, JAVA_INT, JAVA_LONG, JAVA_LONG);
    static final MethodHandle POLL = of("poll", JAVA_INT, 0, ADDRESS, JAVA_LONG, JAVA_INT);
    static final MethodHandle READ = of("read", JAVA_LONG, 0, JAVA_INT, ADDRESS, JAVA_LONG);
    static final MethodHandle WRITE = of("write", JAVA_LONG, 0, JAVA_INT, ADDRESS, JAVA_LONG);
    static final MethodHandle CLOSE = of("close", JAVA_INT, 0, JAVA_INT);

    private C() {}

    private static MethodHandle of(
        String name, MemoryLayout result, int firstVariadic, MemoryLayout... arguments) {
      Linker.Option errno = Linker.Option.captureCallState("errno");
      Linker.Option[] options =
          firstVariadic == 0
              ? new Linker.Option[] {errno}
              : new Linker.Option[] {errno, Linker.Option.firstVariadicArg(firstVariadic)};
      return LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow(name),
          FunctionDescriptor.of(result, arguments),
          options);
    }

    static int errno(MemorySegment state) {
      return state.get(JAVA_INT, ERRNO);
    }

    static int call(MethodHandle function, Object... arguments) {
      return (int) invoke(function, arguments);
    }

    static long callLong(MethodHandle function, Object... arguments) {
      return (long) invoke(function, arguments);
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
