package org.jiaohao.emulator.barcode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reports of readers in HID POS mode, as the system hands them to a program. */
final class HidFront implements Front {
  /**
   * A maker's layout: report id, size, where the code is and how much fits, where it is continued.
   */
  enum Layout {
    /** 62 octets. */
    A(2, 62, 5, 56, 61),
    /** 64 octets. */
    B(2, 64, 5, 56, 63),
    /** 64 octets, no AIM identifier, no sign of continuation. */
    MICROSCAN(1, 64, 2, 62, -1);

    private final int id;
    private final int size;
    private final int data;
    private final int room;
    private final int continued;

    Layout(int id, int size, int data, int room, int continued) {
      this.id = id;
      this.size = size;
      this.data = data;
      this.room = room;
      this.continued = continued;
    }
  }

  private final Engine engine;
  private final Layout layout;

  HidFront(Engine engine, Layout layout) {
    this.engine = engine;
    this.layout = layout;
  }

  @Override
  public void receive(byte value) {
    // takes nothing from the host
  }

  @Override
  public void send(byte[] code, String aim) {
    int at = 0;
    do {
      int count = Math.min(layout.room, code.length - at);
      byte[] report = new byte[layout.size];
      report[0] = (byte) layout.id;
      report[1] = (byte) count;
      if (layout.data > 2) {
        byte[] identifier = Arrays.copyOf(aim.getBytes(StandardCharsets.US_ASCII), 3);
        System.arraycopy(identifier, 0, report, 2, identifier.length);
      }
      System.arraycopy(code, at, report, layout.data, count);
      at += count;
      if (layout.continued > 0) {
        report[layout.continued] = (byte) (at < code.length ? 1 : 0);
      }
      engine.answer(report);
    } while (at < code.length);
  }
}
