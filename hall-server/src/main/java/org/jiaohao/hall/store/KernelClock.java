package org.jiaohao.hall.store;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Whether something keeps this computer's clock right: the kernel knows, whichever program does it
 * (chrony, ntpd, timesyncd). Source: adjtimex(2), read only.
 */
final class KernelClock {
  private static final long STRUCT_BYTES = 208; // struct timex where a long has 64 bits
  private static final int TIME_ERROR = 5; // "the clock is not synchronized"
  private static final MethodHandle ADJTIMEX = find();

  private KernelClock() {}

  private static MethodHandle find() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return null;
    }
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    return library
        .find("adjtimex")
        .map(
            function ->
                linker.downcallHandle(
                    function, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS)))
        .orElse(null);
  }

  /** {@code ntp}, {@code unsynchronised}, or {@code unknown} where the system does not tell. */
  static String state() {
    if (ADJTIMEX == null) {
      return "unknown";
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment modes = arena.allocate(STRUCT_BYTES, Long.BYTES); // all zero: change nothing
      int state = (int) ADJTIMEX.invokeExact(modes);
      if (state < 0) {
        return "unknown";
      }
      return state == TIME_ERROR ? "unsynchronised" : "ntp";
    } catch (Throwable e) {
      throw new IllegalStateException("adjtimex could not be called", e);
    }
  }
}
