package org.jiaohao.device.transport;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Address of a device. It is text, not a URI: a file name stands in it as it is, with spaces,
 * {@code +} and {@code %}; options begin at the last question mark behind the last slash. {@code
 * serial:/dev/ttyUSB0?baud=19200}, {@code serial:usb-vid=1a86,pid=7523?baud=9600}, {@code
 * tcp://10.0.0.7:9100}, {@code file:/dev/usb/lp0}, {@code hid:/dev/hidraw0}, {@code
 * spooler:POS-80}, {@code input:/dev/input/by-id/…-event-kbd}.
 *
 * @param text as written
 * @param scheme serial, file, hid, input, spooler or tcp
 * @param target path of the port, or host
 * @param port TCP port, 0 for serial lines
 * @param options what stands behind the question mark
 */
public record Address(
    String text, String scheme, String target, int port, Map<String, String> options) {

  /** An address that cannot be understood; the message says how one looks, in both languages. */
  public static final class BadAddressException extends IllegalArgumentException {
    private final String messageZh;
    private final String messageEn;

    private BadAddressException(String text) {
      this(
          "设备地址“"
              + text
              + "”不正确，例如 serial:/dev/ttyUSB0?baud=19200 、file:/dev/usb/lp0 或 tcp://10.0.0.7:9100",
          "The device address '"
              + text
              + "' is not understood; it looks like serial:/dev/ttyUSB0?baud=19200 or"
              + " tcp://10.0.0.7:9100; serial lines also take bits=7|8, stop=1|2,"
              + " parity=none|odd|even, flow=none|rtscts|dtrdsr|xonxoff");
    }

    private BadAddressException(String messageZh, String messageEn) {
      super(messageZh + " / " + messageEn);
      this.messageZh = messageZh;
      this.messageEn = messageEn;
    }

    /** What is wrong, zh-CN. */
    public String messageZh() {
      return messageZh;
    }

    /** What is wrong, English. */
    public String messageEn() {
      return messageEn;
    }
  }

  /** Reads an address. */
  public static Address parse(String text) {
    if (text == null) {
      throw new BadAddressException("");
    }
    int question = text.lastIndexOf('?');
    question = question < text.lastIndexOf('/') ? -1 : question; // it belongs to a folder's name
    String place = question < 0 ? text : text.substring(0, question);
    Map<String, String> options = options(text, question);
    if (place.startsWith("serial:") && place.length() > "serial:".length()) {
      String target = place.substring("serial:".length());
      boolean usb = !target.startsWith("usb-") || SerialPorts.USB.matcher(target).matches();
      if (!usb || !options.entrySet().stream().allMatch(Address::serialOption)) {
        throw new BadAddressException(text);
      }
      return new Address(text, "serial", target, 0, options);
    }
    if (place.startsWith("file:/") && options.isEmpty()) {
      return new Address(text, "file", place.substring("file:".length()), 0, options);
    }
    if (place.startsWith("spooler:") && place.length() > "spooler:".length() && options.isEmpty()) {
      return new Address(text, "spooler", place.substring("spooler:".length()), 0, options);
    }
    if (place.startsWith("input:/") && options.isEmpty()) {
      return new Address(text, "input", place.substring("input:".length()), 0, options);
    }
    if (place.startsWith("hid:") && options.isEmpty()) {
      String target = place.substring("hid:".length());
      if (target.startsWith("/") || HidDevices.USB.matcher(target).matches()) {
        return new Address(text, "hid", target, 0, options);
      }
    }
    boolean host = place.matches("tcp://[^/:\\s]+:\\d{1,5}");
    boolean number = place.matches("tcp://\\[[0-9a-fA-F:]+]:\\d{1,5}");
    boolean good = options.entrySet().stream().allMatch(Address::tcpOption);
    if ((host || number) && good) {
      int colon = place.lastIndexOf(':');
      int port = Integer.parseInt(place.substring(colon + 1));
      if (port > 0 && port < 65536) {
        String peer = place.substring("tcp://".length(), colon).replaceAll("[\\[\\]]", "");
        return new Address(text, "tcp", peer, port, options);
      }
    }
    throw new BadAddressException(text);
  }

  private static boolean tcpOption(Map.Entry<String, String> option) {
    return switch (option.getKey()) {
      case "bus", "gap" -> serialOption(option);
      // Of the line behind a serial device server.
      case "baud" -> serialOption(option);
      default -> false;
    };
  }

  private static boolean serialOption(Map.Entry<String, String> option) {
    String allowed =
        switch (option.getKey()) {
          case "baud" -> "[1-9]\\d{2,6}";
          case "bits" -> "7|8";
          case "stop" -> "1|2";
          case "parity" -> "none|odd|even";
          case "bus" -> "485";
          case "gap" -> "\\d{1,4}";
          case "flow" -> "none|rtscts|dtrdsr|xonxoff";
          default -> "";
        };
    return !allowed.isEmpty() && option.getValue().matches(allowed);
  }

  private static Map<String, String> options(String text, int question) {
    var options = new LinkedHashMap<String, String>();
    if (question >= 0) {
      for (String pair : text.substring(question + 1).split("&")) {
        int equals = pair.indexOf('=');
        if (equals <= 0) {
          throw new BadAddressException(text);
        }
        options.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return Map.copyOf(options);
  }

  /** A whole number among the options, or {@code otherwise} when it is not given. */
  public int number(String name, int otherwise) {
    String value = options.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.matches("\\d{1,7}")) {
      throw new BadAddressException(text);
    }
    return Integer.parseInt(value);
  }

  @Override
  public String toString() {
    return text;
  }
}
