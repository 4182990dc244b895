package org.jiaohao.emulator.modbus;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.render.Png;

/**
 * A display of seven-bar characters: register 0000 a signed number, 0004 the decimal point, 0070
 * text, 0080 bars, 0090 a floating-point number. What is shorter than the display stands at its
 * right.
 */
public final class DigitsDisplay extends RtuSlave {
  private static final String KNOWN = "0123456789AbCdEF";
  private static final int[] BARS = {
    0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F, 0x77, 0x7C, 0x39, 0x5E, 0x79, 0x71
  };
  private static final int WIDE = 24;
  private static final int TALL = 40;
  private static final int THICK = 3;

  private final int digits;
  private String text;
  private int[] bars;

  DigitsDisplay(int unit, int digits, AnswerFaults spoiled, Consumer<byte[]> host) {
    super(unit, spoiled, host);
    this.digits = digits;
    forget();
  }

  /** What was last told, as characters; {@code ?} for bars that are none. */
  public String text() {
    return text;
  }

  @Override
  protected byte[] carryOut(int function, byte[] body) throws Refusal {
    int first = word(body, 0);
    if (function == 6 && first == 0) {
      show(String.valueOf((short) word(body, 2)));
      return body;
    }
    if (function == 6 && first <= 4 && first != 1) {
      return body;
    }
    if (function != 16) {
      throw new Refusal(function == 6 ? 2 : 1);
    }
    int bytes = body[4] & 0xFF;
    if (bytes != 2 * word(body, 2) || bytes == 0 || first == 0x90 && bytes != 4) {
      throw new Refusal(3);
    }
    byte[] values = Arrays.copyOfRange(body, 5, 5 + bytes);
    switch (first) {
      case 0x70 -> show(new String(values, java.nio.charset.StandardCharsets.US_ASCII));
      case 0x80 -> showBars(values);
      case 0x90 -> show(number(values));
      default -> throw new Refusal(2);
    }
    return Arrays.copyOf(body, 4);
  }

  private static String number(byte[] values) {
    float number = java.nio.ByteBuffer.wrap(values).getFloat();
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private void show(String wanted) {
    String padded = " ".repeat(digits) + wanted;
    text = padded.substring(padded.length() - digits);
    for (int i = 0; i < digits; i++) {
      bars[i] = bars(text.charAt(i));
    }
  }

  private static int bars(char character) {
    int at = KNOWN.toLowerCase(java.util.Locale.ROOT).indexOf(Character.toLowerCase(character));
    if (at >= 0) {
      return BARS[at];
    }
    // Of the other letters the manual shows no shapes; three bars stand for any of them.
    return character == ' ' ? 0 : character == '-' ? 0x40 : 0x49;
  }

  private void showBars(byte[] values) {
    var shown = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      int from = values.length - digits + i;
      bars[i] = from < 0 ? 0 : values[from] & 0x7F;
      int wanted = bars[i];
      int at = Arrays.stream(BARS).boxed().toList().indexOf(wanted);
      shown.append(wanted == 0 ? ' ' : at < 0 ? '?' : Character.toUpperCase(KNOWN.charAt(at)));
    }
    text = shown.toString();
  }

  /** The bars at this moment. */
  public byte[] png() {
    var image = new BufferedImage(WIDE * digits, TALL, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    for (int i = 0; i < digits; i++) {
      for (int bar = 0; bar < 7; bar++) {
        boolean lit = powered() && (bars[i] >> bar) % 2 != 0;
        pen.setColor(lit ? Color.RED : new Color(40, 0, 0));
        draw(pen, i * WIDE + 4, bar);
      }
    }
    pen.dispose();
    return Png.encode(image);
  }

  /** Bars a to g, the order of the bits. */
  private static void draw(Graphics2D pen, int x, int bar) {
    switch (bar) {
      case 0 -> pen.fillRect(x + THICK, 4, 10, THICK);
      case 1 -> pen.fillRect(x + 13, 6, THICK, 13);
      case 2 -> pen.fillRect(x + 13, 21, THICK, 13);
      case 3 -> pen.fillRect(x + THICK, 33, 10, THICK);
      case 4 -> pen.fillRect(x, 21, THICK, 13);
      case 5 -> pen.fillRect(x, 6, THICK, 13);
      default -> pen.fillRect(x + THICK, 18, 10, THICK);
    }
  }

  @Override
  protected void forget() {
    super.forget();
    text = " ".repeat(digits);
    bars = new int[digits];
  }
}
