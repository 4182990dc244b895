package org.jiaohao.emulator.idcard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.Parameters;
import org.jiaohao.emulator.line.PoweredModel;

/**
 * A reader's security module. The command {@code put} lays a card on it ({@code name=…}, {@code
 * number=…}, {@code kind=resident|J|I|Y}), {@code lift} takes it away; all persons are invented.
 */
public final class SamModule extends PoweredModel {
  private static final byte[] PREAMBLE = {(byte) 0xAA, (byte) 0xAA, (byte) 0xAA, (byte) 0x96, 0x69};
  private static final long READING = 300_000_000L;
  private static final int PHOTO = 1024;

  private final AnswerFaults spoiled;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private byte[] card;
  private boolean found;
  private boolean selected;
  private boolean read;
  private boolean authorised = true;
  private int reads;

  SamModule(Faults faults, AnswerFaults spoiled, Consumer<byte[]> host) {
    super(spoiled, host);
    this.spoiled = spoiled;
    faults.once("put", this::put);
    faults.once("lift", p -> lift());
    faults.lasting("unauthorised", (on, p) -> authorised = !on);
  }

  /** How many times a card was read. */
  public int reads() {
    return reads;
  }

  /** Whether a card lies there. */
  public boolean card() {
    return card != null;
  }

  private void put(Parameters p) {
    lift();
    card = record(p);
  }

  private void lift() {
    card = null;
    found = false;
    selected = false;
    read = false;
  }

  private static byte[] record(Parameters p) {
    byte[] record = new byte[256];
    for (int i = 0; i < record.length; i += 2) {
      record[i] = ' ';
    }
    String name = p.text("name", "测试甲");
    String number = p.text("number", "410726199001010016");
    String kind = p.text("kind", "resident");
    switch (kind) {
      case "I" -> {
        write(record, 0, "TEST, ALPHA");
        write(record, 120, "1");
        write(record, 122, "CAN110080010203");
        write(record, 152, "CAN");
        write(record, 158, name);
        write(record, 188, "2018010120280101");
        write(record, 220, "19900101");
      }
      case "Y" -> {
        write(record, 0, name);
        write(record, 30, "2");
        write(record, 36, "19900101");
        write(record, 52, "TEST, BETA");
        write(record, 122, number);
        write(record, 188, "2023010120330101");
        write(record, 242, "DEU");
      }
      default -> {
        write(record, 0, name);
        write(record, 30, "1");
        write(record, 32, kind.equals("J") ? "" : "01");
        write(record, 36, "19900101");
        write(record, 52, "河南省新乡市延津县测试路1号");
        write(record, 122, number);
        write(record, 158, "延津县公安局");
        write(record, 188, "2020010120400101");
        write(record, 220, kind.equals("J") ? "H12345678" : "");
      }
    }
    if (kind.length() == 1) {
      write(record, 248, kind);
    }
    return record;
  }

  private static void write(byte[] record, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(bytes, 0, record, at, bytes.length);
  }

  @Override
  public void receive(byte value) {
    heard.write(value);
    byte[] bytes = heard.toByteArray();
    int there = Math.min(PREAMBLE.length, bytes.length);
    if (!Arrays.equals(bytes, 0, there, PREAMBLE, 0, there)) {
      heard.reset();
      heard.writeBytes(Arrays.copyOfRange(bytes, 1, bytes.length));
      return;
    }
    if (bytes.length < 7) {
      return;
    }
    int length = (bytes[5] & 0xFF) << 8 | bytes[6] & 0xFF;
    if (length > 64) {
      heard.reset();
    } else if (bytes.length == 7 + length) {
      heard.reset();
      byte xor = 0;
      for (int i = 5; i < bytes.length; i++) {
        xor ^= bytes[i];
      }
      if (xor != 0) {
        answer(0, 0x10);
      } else {
        command(bytes[7] & 0xFF, bytes[8] & 0xFF);
      }
    }
  }

  private void command(int command, int parameter) {
    if (spoiled.busy()) {
      answer(0, 0x24);
      return;
    }
    switch (command << 8 | parameter) {
      case 0x10FF, 0x11FF -> answer(0, authorised ? 0x90 : 0x66);
      case 0x12FF -> answer(0, 0x90, new byte[16]);
      case 0x2001 -> {
        found = card != null && !read && authorised;
        answer(0, found ? 0x9F : 0x80, found ? new byte[4] : new byte[0]);
      }
      case 0x2002 -> {
        selected = found && card != null;
        answer(0, selected ? 0x90 : 0x81, selected ? new byte[8] : new byte[0]);
      }
      case 0x3001 -> {
        if (selected && card != null) {
          read = true;
          reads++;
          answer(READING, 0x90, text());
        } else {
          answer(READING, 0x41);
        }
        found = false;
        selected = false;
      }
      default -> answer(0, 0x21);
    }
  }

  /** Text and photo; the photo holds a preamble, as a photo may. */
  private byte[] text() {
    byte[] data = new byte[4 + card.length + PHOTO];
    data[0] = 1;
    data[2] = 4;
    System.arraycopy(card, 0, data, 4, card.length);
    System.arraycopy(PREAMBLE, 0, data, 4 + card.length + 100, PREAMBLE.length);
    return data;
  }

  private void answer(long nanos, int status, byte... data) {
    int length = 3 + data.length + 1;
    byte[] frame = new byte[7 + length];
    System.arraycopy(PREAMBLE, 0, frame, 0, 5);
    frame[5] = (byte) (length >> 8);
    frame[6] = (byte) length;
    frame[9] = (byte) status;
    System.arraycopy(data, 0, frame, 10, data.length);
    byte xor = 0;
    for (int i = 5; i < frame.length - 1; i++) {
      xor ^= frame[i];
    }
    frame[frame.length - 1] = (byte) spoiled.check(xor);
    sendIn(nanos, frame);
  }

  @Override
  protected void forget() {
    heard.reset();
    found = false;
    selected = false;
  }

  @Override
  protected void begin() {
    read = false;
  }
}
