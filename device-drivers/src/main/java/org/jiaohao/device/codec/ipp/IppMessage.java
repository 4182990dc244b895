package org.jiaohao.device.codec.ipp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request or an answer (RFC 8010, section 3). Values are kept as text, numbers in decimal,
 * resolutions as {@code 300x600dpi}; parts of collections become attributes of their own, which
 * nobody here asks for.
 *
 * @param code operation of a request, status of an answer
 * @param id matches an answer to its request
 * @param attributes name → values, of all groups
 */
public record IppMessage(int code, int id, Map<String, List<String>> attributes) {
  /** Operation: print a document that follows. */
  public static final int PRINT_JOB = 0x0002;

  /** Operation: cancel a job. */
  public static final int CANCEL_JOB = 0x0008;

  /** Operation: tell of a job. */
  public static final int GET_JOB = 0x0009;

  /** Operation: tell of the printer. */
  public static final int GET_PRINTER = 0x000B;

  /** The version of a request unless a printer wants another, 2.0. */
  public static final int VERSION = 0x0200;

  private static final int OPERATION_GROUP = 0x01;
  private static final int JOB_GROUP = 0x02;
  private static final int END = 0x03;
  private static final int LAST_GROUP = 0x0F;
  private static final int INTEGER = 0x21;
  private static final int BOOLEAN = 0x22;
  private static final int ENUM = 0x23;
  private static final int RESOLUTION = 0x32;
  private static final int NAME = 0x42;
  private static final int KEYWORD = 0x44;
  private static final int URI = 0x45;
  private static final int CHARSET = 0x47;
  private static final int LANGUAGE = 0x48;
  private static final int MIME = 0x49;
  private static final int MOST_VALUES = 20_000;
  private static final int LONGEST_NAME = 255;

  /** All values of an attribute, none when it is missing. */
  public List<String> all(String name) {
    return attributes.getOrDefault(name, List.of());
  }

  /** First value of an attribute. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** A number, or −1. */
  public int number(String name) {
    return first(name).filter(v -> v.matches("-?\\d{1,9}")).map(Integer::parseInt).orElse(-1);
  }

  /** Whether an answer says that the request was carried out. */
  public boolean good() {
    return code >= 0 && code < 0x0100;
  }

  /** A request in the making; it begins with what every request must have. */
  public static final class Request {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** Begins a request of the usual {@link #VERSION}. */
    public Request(int operation, int id, String printer) {
      this(VERSION, operation, id, printer);
    }

    /**
     * Begins a request.
     *
     * @param version 0x0200 for 2.0, 0x0101 for 1.1
     * @param printer its address, {@code ipp://…}
     */
    public Request(int version, int operation, int id, String printer) {
      write(
          () -> {
            out.writeShort(version);
            out.writeShort(operation);
            out.writeInt(id);
            out.writeByte(OPERATION_GROUP);
          });
      text(CHARSET, "attributes-charset", "utf-8");
      text(LANGUAGE, "attributes-natural-language", "zh-cn");
      text(URI, "printer-uri", printer);
    }

    private interface Writing {
      void run() throws IOException;
    }

    private static void write(Writing writing) {
      try {
        writing.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void text(int tag, String name, String value) {
      byte[] label = name.getBytes(StandardCharsets.US_ASCII);
      byte[] data = value.getBytes(StandardCharsets.UTF_8);
      write(
          () -> {
            out.writeByte(tag);
            out.writeShort(label.length);
            out.write(label);
            out.writeShort(data.length);
            out.write(data);
          });
    }

    /** Who asks, or what a job is called; cut to what a name may hold (RFC 8011, 5.1.3). */
    public Request name(String attribute, String value) {
      String name = value;
      while (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
      }
      text(NAME, attribute, name);
      return this;
    }

    /** A job's number. */
    public Request number(String attribute, int value) {
      byte[] label = attribute.getBytes(StandardCharsets.US_ASCII);
      write(
          () -> {
            out.writeByte(INTEGER);
            out.writeShort(label.length);
            out.write(label);
            out.writeShort(4);
            out.writeInt(value);
          });
      return this;
    }

    /** The media type of the document. */
    public Request mime(String attribute, String value) {
      text(MIME, attribute, value);
      return this;
    }

    /** What to tell. */
    public Request keywords(String attribute, String... values) {
      for (int i = 0; i < values.length; i++) {
        text(KEYWORD, i == 0 ? attribute : "", values[i]);
      }
      return this;
    }

    /** What follows says how to print, and no longer what to do (RFC 8011, 5.2). */
    public Request ofTheJob() {
      write(() -> out.writeByte(JOB_GROUP));
      return this;
    }

    /** The request, with a document behind it. */
    public byte[] bytes(byte[] document) {
      write(() -> out.writeByte(END));
      byte[] head = bytes.toByteArray();
      byte[] whole = Arrays.copyOf(head, head.length + document.length); // documents may be large
      System.arraycopy(document, 0, whole, head.length, document.length);
      return whole;
    }

    /** The request. */
    public byte[] bytes() {
      return bytes(new byte[0]);
    }
  }

  /**
   * Reads a message; what stands behind it is the document.
   *
   * @return the message, or empty when the bytes are none
   */
  public static Optional<IppMessage> read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int major = in.readUnsignedShort() >> 8;
      int code = in.readUnsignedShort();
      int id = in.readInt();
      if (major < 1 || major > 2) {
        return Optional.empty();
      }
      return Optional.of(new IppMessage(code, id, groups(in)));
    } catch (IOException e) {
      return Optional.empty(); // it ended early
    }
  }

  private static Map<String, List<String>> groups(DataInputStream in) throws IOException {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    String name = "";
    int values = 0;
    int tag = in.readUnsignedByte();
    while (tag != END) {
      if (tag > LAST_GROUP) {
        String own = new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.US_ASCII);
        name = own.isEmpty() ? name : own;
        int length = in.readUnsignedShort();
        byte[] value = in.readNBytes(length);
        if (value.length < length || ++values > MOST_VALUES) {
          throw new IOException("ended early, or has no end");
        }
        attributes.computeIfAbsent(name, n -> new ArrayList<>()).add(text(tag, value));
      }
      tag = in.readUnsignedByte();
    }
    return attributes;
  }

  private static String text(int tag, byte[] value) {
    boolean number = tag == INTEGER || tag == ENUM;
    if (number && value.length == 4) {
      int whole = 0;
      for (byte each : value) {
        whole = whole << 8 | each & 0xFF;
      }
      return String.valueOf(whole);
    }
    if (tag == RESOLUTION && value.length == 9) {
      return resolution(ByteBuffer.wrap(value));
    }
    return tag == BOOLEAN && value.length == 1
        ? String.valueOf(value[0] != 0)
        : new String(value, StandardCharsets.UTF_8);
  }

  /** Across, along, and whether they count dots per inch (3) or per centimetre (4). */
  private static String resolution(ByteBuffer value) {
    return value.getInt() + "x" + value.getInt() + (value.get() == 3 ? "dpi" : "dpcm");
  }
}
