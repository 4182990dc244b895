package org.jiaohao.emulator.barcode;

import org.jiaohao.emulator.input.KeyStrokes;

/**
 * A reader that types on a US keyboard: the key events Linux makes of it. Octets above 7F are typed
 * as Alt and three digits of the number pad; Enter ends a code.
 */
final class KeyFront implements Front {
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
  private final KeyStrokes keys = new KeyStrokes();

  KeyFront(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void receive(byte value) {
    // takes nothing from the host
  }

  @Override
  public void send(byte[] code, String aim) {
    for (byte octet : code) {
      type(octet & 0xFF);
    }
    keys.stroke(ENTER);
    engine.answer(keys.take());
  }

  private void type(int octet) {
    if (octet > 0x7F) {
      keys.event(ALT, 1);
      keys.stroke(PAD[octet / 100]);
      keys.stroke(PAD[octet / 10 % 10]);
      keys.stroke(PAD[octet % 10]);
      keys.event(ALT, 0);
    } else if (octet == '\t') {
      keys.stroke(TAB);
    } else if (octet == ' ') {
      keys.stroke(SPACE);
    } else if (octet < ' ') {
      keys.event(CTRL, 1);
      type(Character.toLowerCase((char) (octet | 0x40)));
      keys.event(CTRL, 0);
    } else {
      print((char) octet);
    }
  }

  private void print(char character) {
    for (int row = 0; row < ROWS.length; row++) {
      int plain = ROWS[row].indexOf(character);
      int shifted = SHIFTED[row].indexOf(character);
      if (plain >= 0) {
        keys.stroke(FIRST[row] + plain);
      } else if (shifted >= 0) {
        keys.event(SHIFT, 1);
        keys.stroke(FIRST[row] + shifted);
        keys.event(SHIFT, 0);
      }
    }
  }
}
