package org.jiaohao.device.driver.barcode;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** A code that comes in parts: reported whole or not at all. */
final class CodeParts {
  private static final int LARGEST_CODE = 8 * 1024;

  private final ByteArrayOutputStream code = new ByteArrayOutputStream();
  private String symbology = "";
  private boolean begun;
  private boolean spoiled;
  private long dropped;

  /** Adds a part; the first one tells the symbology. A part of another kind begins a new code. */
  void add(byte[] bytes, int from, String kind) {
    if (begun && !kind.equals(symbology)) {
      lose();
    }
    symbology = kind;
    begun = true;
    if (code.size() + bytes.length - from > LARGEST_CODE) {
      spoil();
    } else if (!spoiled) {
      code.write(bytes, from, bytes.length - from);
    }
  }

  /** Nothing more belongs to it. */
  void finish(Consumer<Talk.Code> codes) {
    if (code.size() > 0) {
      codes.accept(new Talk.Code(code.toByteArray(), symbology));
    }
    reset();
  }

  /** The rest of it does not come any more: half a code is none. */
  void lose() {
    spoil();
    reset();
  }

  /** It is no good; parts that may still come are dropped with it, up to the last one. */
  void spoil() {
    dropped += begun && !spoiled ? 1 : 0;
    spoiled = begun;
    code.reset();
  }

  boolean begun() {
    return begun;
  }

  long dropped() {
    return dropped;
  }

  private void reset() {
    code.reset();
    begun = false;
    spoiled = false;
  }
}
