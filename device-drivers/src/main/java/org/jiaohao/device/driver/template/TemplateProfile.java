package org.jiaohao.device.driver.template;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.codec.WideTwins;
import org.jiaohao.device.codec.template.Check;
import org.jiaohao.device.codec.template.FrameTemplate;
import org.jiaohao.device.codec.template.FrameTemplate.Counts;
import org.jiaohao.device.codec.template.FrameTemplate.Form;
import org.jiaohao.device.codec.template.FrameTemplate.Values;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.Profiles;

/**
 * A model of one-way sign, read from its profile.
 *
 * @param frame its frame
 * @param charset of its text
 * @param cell how a character is written: as it is, followed by 00, or in two halves
 * @param cells half-width characters it can show; longer texts are cut, shorter ones padded where
 *     {@code pad} says so
 * @param pad whether the text is filled with spaces
 * @param resendSeconds how often the content is sent again, because a sign that lost its power
 *     cannot say so
 * @param width lamps, for the preview
 * @param height lamps
 */
record TemplateProfile(
    FrameTemplate frame,
    Charset charset,
    Cell cell,
    int cells,
    boolean pad,
    int resendSeconds,
    int width,
    int height) {
  /** ※, for characters the sign's font lacks. */
  private static final int UNKNOWN = 0x203b;

  private static final Pattern LAST_NUMBER = Pattern.compile(".*?(\\d{1,9})\\D*$");

  /** How a character is written. */
  enum Cell {
    PLAIN,
    ZERO_AFTER,
    NIBBLES
  }

  static TemplateProfile load(String name) {
    Profiles.Values values = Profiles.load("template", name);
    Form form =
        new Form(
            values.number("address-bytes", 1, 2),
            values.number("length-bytes", 1, 2),
            choice(values, "length-counts", Counts.class),
            values.number("number-bytes", 1, 4),
            values.word("byte-order", Set.of("big", "little")).equals("little"),
            choice(values, "check", Check.class),
            values.word("check-order", Set.of("big", "little")).equals("little"),
            values.word("check-form", Set.of("binary", "hex")).equals("hex"));
    return new TemplateProfile(
        frame(name, values.text("frame"), form),
        Charset.forName(values.word("encoding", Set.of("gb2312", "gbk", "gb18030", "us-ascii"))),
        choice(values, "cell", Cell.class),
        values.number("cells", 1, 255),
        values.flag("pad"),
        values.number("resend-seconds", 1, 3600),
        values.number("width", 8, 4096),
        values.number("height", 8, 512));
  }

  private static FrameTemplate frame(String name, String description, Form form) {
    try {
      return new FrameTemplate(description, form);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "设备型号配置“"
              + name
              + "”的 frame 中“"
              + e.getMessage()
              + "”无法理解：应为两位十六进制数、{text} {number} {address} {length} {sequence} {color}"
              + " {check}，以及包住校验范围的一对方括号",
          "in profile '"
              + name
              + "' the frame has '"
              + e.getMessage()
              + "': use bytes of two hex digits, {text} {number} {address} {length} {sequence}"
              + " {color} {check}, and one pair of square brackets around what the check covers");
    }
  }

  private static <E extends Enum<E>> E choice(Profiles.Values values, String key, Class<E> type) {
    Set<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(java.util.stream.Collectors.toSet());
    return Enum.valueOf(type, values.word(key, names).toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The frame that shows a text. */
  byte[] show(int address, String text, Color color, int sequence) {
    Matcher number = LAST_NUMBER.matcher(text);
    long value = number.matches() ? Long.parseLong(number.group(1)) : 0;
    int code = color.ordinal() + 1;
    return frame.encode(new Values(address, bytes(text), value, sequence, code));
  }

  /** The text as far as it fits, in the form of the sign's cells. */
  byte[] bytes(String text) {
    var out = new ByteArrayOutputStream();
    int used = 0;
    for (int codePoint : text.codePoints().toArray()) {
      byte[] code = code(codePoint);
      int columns = Math.min(code.length, 2);
      if (used + columns > cells) {
        break;
      }
      used += columns;
      write(out, code);
    }
    while (pad && used++ < cells) {
      write(out, new byte[] {' '});
    }
    return out.toByteArray();
  }

  /** The text as the sign shows it: cut, and with what its font lacks replaced. */
  String shown(String text) {
    return new String(plain(text), charset);
  }

  private byte[] plain(String text) {
    return new TemplateProfile(frame, charset, Cell.PLAIN, cells, false, 1, width, height)
        .bytes(text);
  }

  private byte[] code(int codePoint) {
    return Stream.of(codePoint, WideTwins.of(codePoint), UNKNOWN)
        .map(Character::toString)
        .filter(charset.newEncoder()::canEncode)
        .findFirst()
        .orElse(" ")
        .getBytes(charset);
  }

  private void write(ByteArrayOutputStream out, byte[] code) {
    switch (cell) {
      case PLAIN -> out.writeBytes(code);
      case ZERO_AFTER -> {
        out.writeBytes(code);
        out.write(0);
      }
      case NIBBLES -> {
        for (byte b : code) {
          if (b < 0) {
            out.write((b & 0xff) >> 4);
            out.write(b & 0x0f);
          } else {
            out.write(b);
          }
        }
      }
    }
  }
}
