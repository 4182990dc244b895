package org.jiaohao.emulator.barcode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A reader that types on a US keyboard: the key events Linux makes of it, 24 octets each, with a
 * SYN after each key. Octets above 7F are typed as Alt and three digits of the number pad; Enter
 * ends a code.
 */
final class KeyFront implements Front {
  private static final int EV_SYN = 0;
  private static final int EV_KEY = 1;
  private static final int ENTER = 28;
  private static final int TAB = 15;
  private static final int SPACE = 57;
  private static final int CTRL = 29;
  private static final int SHIFT = 42;
  private static final int ALT = 56;
  private static final int[] PAD = {82, 79, 80, 81, 75, 76, 77, 71, 72, 73};

  /** Rows of the keyboard and the number of their first key. */
  private static final String[] ROWS = {
    "1234567890-=", "qwertyuiop[]", "asdfghjkl;'`", "\\zxcvbnm,./"
  };

  private static final String[] SHIFTED = {
    "!@#$%^&*()_+", "QWERTYUIOP{}", "ASDFGHJKL:\"~", "|ZXCVBNM<>?"
  };
  private static final int[] FIRST = {2, 16, 30, 43};

  private final Engine engine;
  private long micros;

  KeyFront(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void receive(byte value) {
    // takes nothing from the host
  }

  @Override
  public void send(byte[] code, String aim) {
    var out = new ByteArrayOutputStream();
    for (byte octet : code) {
      type(out, octet & 0xFF);
    }
    stroke(out, ENTER);
    engine.answer(out.toByteArray());
  }

  private void type(ByteArrayOutputStream out, int octet) {
    if (octet > 0x7F) {
      event(out, ALT, 1);
      stroke(out, PAD[octet / 100]);
      stroke(out, PAD[octet / 10 % 10]);
      stroke(out, PAD[octet % 10]);
      event(out, ALT, 0);
    } else if (octet == '\t') {
      stroke(out, TAB);
    } else if (octet == ' ') {
      stroke(out, SPACE);
    } else if (octet < ' ') {
      event(out, CTRL, 1);
      type(out, Character.toLowerCase((char) (octet | 0x40)));
      event(out, CTRL, 0);
    } else {
      print(out, (char) octet);
    }
  }

  private void print(ByteArrayOutputStream out, char character) {
    for (int row = 0; row < ROWS.length; row++) {
      int plain = ROWS[row].indexOf(character);
      int shifted = SHIFTED[row].indexOf(character);
      if (plain >= 0) {
        stroke(out, FIRST[row] + plain);
      } else if (shifted >= 0) {
        event(out, SHIFT, 1);
        stroke(out, FIRST[row] + shifted);
        event(out, SHIFT, 0);
      }
    }
  }

  private void stroke(ByteArrayOutputStream out, int key) {
    event(out, key, 1);
    event(out, key, 0);
  }

  private void event(ByteArrayOutputStream out, int key, int value) {
    micros += 1000;
    put(out, EV_KEY, key, value);
    put(out, EV_SYN, 0, 0);
  }

  private void put(ByteArrayOutputStream out, int type, int code, int value) {
    ByteBuffer event = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    event.putLong(1_790_000_000L + micros / 1_000_000).putLong(micros % 1_000_000);
    event.putShort((short) type).putShort((short) code).putInt(value);
    out.writeBytes(event.array());
  }
}
