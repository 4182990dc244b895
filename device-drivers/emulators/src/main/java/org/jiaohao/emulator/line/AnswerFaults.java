package org.jiaohao.emulator.line;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Spoils answers on their way to the host: noise before and inside, half frames, frames twice in a
 * row, wrong check fields, wrong addresses, "busy", and answers that come late. Parameter {@code
 * count=N} spoils only N answers. A device calls {@link #wire} for each frame it sends, and {@link
 * #check} and {@link #address} for the fields it fills in.
 */
public final class AnswerFaults {
  private static final String[] NAMES = {
    "noise-before", "noise-inside", "wrong-check", "wrong-address", "half-frame", "joined", "busy"
  };

  private final Faults faults;
  private final Map<String, Long> left = new HashMap<>();
  private final Random random = new Random(5005);
  private long delayMillis;

  /** Defines them among the faults of a device. */
  public AnswerFaults(Faults faults) {
    this.faults = faults;
    for (String name : NAMES) {
      faults.lasting(name, (on, p) -> left.put(name, on ? p.number("count", Long.MAX_VALUE) : 0L));
    }
    faults.lasting("slow", (on, p) -> delayMillis = on ? p.number("ms", 800) : 0);
  }

  /** Milliseconds the next answer waits; asked once for each. */
  public long takeDelayMillis() {
    if (delayMillis > 0) {
      faults.hit("slow");
    }
    return delayMillis;
  }

  /** Whether the next request finds the device busy. */
  public boolean busy() {
    return take("busy");
  }

  private boolean take(String name) {
    long count = left.getOrDefault(name, 0L);
    if (count <= 0) {
      return false;
    }
    left.put(name, count - 1);
    faults.hit(name);
    if (count == 1) {
      faults.off(name);
    }
    return true;
  }

  /** The address field of the answer. */
  public int address(int own) {
    return take("wrong-address") ? own + 1 : own;
  }

  /** The check field of the answer. */
  public int check(int right) {
    return take("wrong-check") ? right ^ 0x5555 : right;
  }

  /** The bytes on the line. */
  public byte[] wire(byte[] frame) {
    byte[] wire = frame;
    if (take("noise-inside")) {
      wire =
          joined(
              part(wire, 0, wire.length / 2), noise(3), part(wire, wire.length / 2, wire.length));
    }
    if (take("half-frame")) {
      wire = part(wire, 0, wire.length / 2);
    }
    if (take("joined")) {
      wire = joined(wire, wire);
    }
    if (take("noise-before")) {
      wire = joined(noise(12), wire);
    }
    return wire;
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] joined(byte[]... parts) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
