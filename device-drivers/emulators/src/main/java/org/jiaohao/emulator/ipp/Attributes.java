package org.jiaohao.emulator.ipp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An answer in the making: a head, groups, attributes (RFC 8010). */
final class Attributes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Begins an answer, in the version of the request (RFC 8011, 4.1.8). */
  Attributes(int version, int status, int request) {
    half(version);
    half(status);
    half(request >>> 16);
    half(request & 0xFFFF);
    group(1);
    texts(0x47, "attributes-charset", "utf-8");
    texts(0x48, "attributes-natural-language", "en");
  }

  private void half(int value) {
    out.write(value >> 8);
    out.write(value);
  }

  Attributes group(int tag) {
    out.write(tag);
    return this;
  }

  /** One attribute of one or several texts of a kind. */
  Attributes texts(int tag, String name, String... values) {
    for (int i = 0; i < values.length; i++) {
      value(tag, i == 0 ? name : "", values[i].getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  /** One attribute of whole numbers (21) or enumerations (23). */
  Attributes numbers(int tag, String name, int... values) {
    for (int i = 0; i < values.length; i++) {
      byte[] four = new byte[4];
      for (int b = 0; b < 4; b++) {
        four[b] = (byte) (values[i] >> 24 - 8 * b);
      }
      value(tag, i == 0 ? name : "", four);
    }
    return this;
  }

  /** One attribute of resolutions, in dots per inch (3), the same both ways. */
  Attributes resolutions(String name, int... dpi) {
    for (int i = 0; i < dpi.length; i++) {
      byte[] nine = ByteBuffer.allocate(9).putInt(dpi[i]).putInt(dpi[i]).put((byte) 3).array();
      value(0x32, i == 0 ? name : "", nine);
    }
    return this;
  }

  Attributes flag(String name, boolean value) {
    value(0x22, name, new byte[] {(byte) (value ? 1 : 0)});
    return this;
  }

  /** A collection with one member of text. */
  Attributes collection(String name, String member, String text) {
    value(0x34, name, new byte[0]);
    value(0x4A, "", member.getBytes(StandardCharsets.UTF_8));
    value(0x44, "", text.getBytes(StandardCharsets.UTF_8));
    value(0x37, "", new byte[0]);
    return this;
  }

  private void value(int tag, String name, byte[] data) {
    byte[] label = name.getBytes(StandardCharsets.US_ASCII);
    out.write(tag);
    half(label.length);
    out.writeBytes(label);
    half(data.length);
    out.writeBytes(data);
  }

  byte[] bytes() {
    out.write(3);
    return out.toByteArray();
  }
}
