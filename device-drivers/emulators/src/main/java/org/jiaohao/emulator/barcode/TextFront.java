package org.jiaohao.emulator.barcode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Codes as text with a suffix; commands that are fixed octets, without answer. */
class TextFront implements Front {
  private static final int LONGEST_COMMAND = 64;

  private final Engine engine;
  private final byte[] on;
  private final byte[] off;
  private final boolean aim;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  /**
   * Makes one.
   *
   * @param on command that lets it look, in hex, or empty
   * @param off command that stops it
   * @param aim whether codes begin with their AIM identifier
   */
  TextFront(Engine engine, String on, String off, boolean aim) {
    this.engine = engine;
    this.on = HexFormat.of().parseHex(on);
    this.off = HexFormat.of().parseHex(off);
    this.aim = aim;
  }

  @Override
  public void receive(byte value) {
    heard.write(value);
    byte[] bytes = heard.toByteArray();
    boolean begins = ends(bytes, on);
    if (begins || ends(bytes, off)) {
      heard.reset();
      engine.look(begins);
    } else if (bytes.length > LONGEST_COMMAND) {
      heard.reset();
    }
  }

  static boolean ends(byte[] bytes, byte[] end) {
    int from = bytes.length - end.length;
    return end.length > 0
        && from >= 0
        && Arrays.equals(bytes, from, bytes.length, end, 0, end.length);
  }

  @Override
  public void send(byte[] code, String kind) {
    var out = new ByteArrayOutputStream();
    if (aim) {
      out.writeBytes(kind.getBytes(StandardCharsets.US_ASCII));
    }
    out.writeBytes(code);
    out.write('\r');
    engine.answer(out.toByteArray());
  }

  @Override
  public void powerOff() {
    heard.reset();
  }
}
