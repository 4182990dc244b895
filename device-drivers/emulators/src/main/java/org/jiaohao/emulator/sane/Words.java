package org.jiaohao.emulator.sane;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An answer in the making: words, strings, pointers. */
final class Words {
  private static final int MOST = 4096;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  Words put(int... words) {
    try {
      for (int word : words) {
        out.writeInt(word);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A string, or null. */
  Words text(String text) {
    try {
      byte[] octets = text == null ? new byte[0] : (text + "\0").getBytes(StandardCharsets.UTF_8);
      out.writeInt(octets.length);
      out.write(octets);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A string in a place of this many bytes. */
  Words filled(String text, int size) {
    put(size);
    return raw(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), size));
  }

  Words raw(byte[] octets) {
    bytes.writeBytes(octets);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** A string of the client. */
  static String heard(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST) {
      throw new IOException("a string of " + length);
    }
    byte[] octets = in.readNBytes(length);
    return new String(octets, 0, Math.max(0, octets.length - 1), StandardCharsets.UTF_8);
  }
}
