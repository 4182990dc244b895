package org.jiaohao.emulator.barcode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.DeviceModel;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.LateAnswers;
import org.jiaohao.emulator.line.Parameters;

/**
 * A reader. The command {@code scan} holds a code before it: {@code text=…} with {@code
 * charset=gb18030}, or {@code base64=…}; {@code times=2} holds it longer; in a trigger mode it is
 * read only after the host's command.
 */
public final class Reader implements DeviceModel {
  /** What a make answers and how it frames. */
  public enum Make {
    /** Text and CR. */
    TEXT("", "", ""),
    /** Manual trigger, SYN T CR and SYN U CR. */
    HONEYWELL("16540D", "16550D", ""),
    /** Command mode; answers each command. */
    GM65("7E000801000201ABCD", "", "02000001003331"),
    /** Packets. */
    SSI("04E40400FF14", "04E50400FF13", "04D00000FF2C");

    private final byte[] on;
    private final byte[] off;
    private final byte[] reply;

    Make(String on, String off, String reply) {
      this.on = HexFormat.of().parseHex(on);
      this.off = HexFormat.of().parseHex(off);
      this.reply = HexFormat.of().parseHex(reply);
    }
  }

  private static final byte[] SSI_ACK = HexFormat.of().parseHex("04D00400FF28");
  private static final byte[] SSI_NAK = HexFormat.of().parseHex("05D1040001FF25");
  private static final long SSI_PATIENCE = 500_000_000L;
  private static final int SSI_TRIES = 4;
  private static final int SSI_PART = 200;

  private final Make make;
  private final boolean triggered;
  private final AnswerFaults spoiled;
  private final LateAnswers answers;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private boolean powered = true;
  private boolean looks;
  private byte[] held;
  private byte[] packet;
  private byte[] rest = {};
  private int tries;
  private long sentAt;
  private long now;
  private int acknowledged;

  Reader(Make make, boolean triggered, Faults faults, AnswerFaults spoiled, Consumer<byte[]> host) {
    this.make = make;
    this.triggered = triggered;
    this.looks = !triggered;
    this.spoiled = spoiled;
    this.answers = new LateAnswers(spoiled, host);
    faults.once("scan", this::hold);
  }

  /** Whether it looks for a code. */
  public boolean looks() {
    return looks;
  }

  /** Packets the host has acknowledged. */
  public int acknowledged() {
    return acknowledged;
  }

  private void hold(Parameters parameters) {
    String base64 = parameters.text("base64", "");
    Charset charset = Charset.forName(parameters.text("charset", "UTF-8"));
    held =
        base64.isEmpty()
            ? parameters.text("text", "A001").getBytes(charset)
            : Base64.getDecoder().decode(base64);
    for (int i = 0; i < parameters.number("times", 1); i++) {
      read();
    }
  }

  private void read() {
    if (held == null || !looks || !powered) {
      return;
    }
    looks = !triggered;
    if (make == Make.SSI) {
      rest = held;
      next();
    } else {
      var out = new ByteArrayOutputStream();
      out.writeBytes(held);
      out.write('\r');
      answers.send(out.toByteArray());
    }
  }

  private void next() {
    int length = Math.min(SSI_PART, rest.length);
    boolean more = rest.length > length;
    packet = ssi(0xF3, more ? 2 : 0, Arrays.copyOf(rest, length));
    rest = Arrays.copyOfRange(rest, length, rest.length);
    tries = 1;
    transmit(packet);
  }

  private void transmit(byte[] bytes) {
    sentAt = now;
    answers.send(bytes);
  }

  private byte[] ssi(int opcode, int status, byte[] data) {
    byte[] bytes = new byte[7 + data.length];
    int length = 5 + data.length;
    bytes[0] = (byte) length;
    bytes[1] = (byte) opcode;
    bytes[3] = (byte) status;
    bytes[4] = 0x1C;
    System.arraycopy(data, 0, bytes, 5, data.length);
    finish(bytes, length);
    return bytes;
  }

  private void finish(byte[] bytes, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += bytes[i] & 0xFF;
    }
    int check = spoiled.check(0x10000 - sum & 0xFFFF);
    bytes[length] = (byte) (check >> 8);
    bytes[length + 1] = (byte) check;
  }

  @Override
  public void receive(byte value) {
    heard.write(value);
    byte[] bytes = heard.toByteArray();
    if (ends(bytes, make.on)) {
      heard.reset();
      if (make.reply.length > 0) {
        answers.send(make.reply);
      }
      looks = true;
      read();
    } else if (ends(bytes, make.off)) {
      heard.reset();
      looks = false;
      if (make.reply.length > 0) {
        answers.send(make.reply);
      }
    } else if (make == Make.SSI && ends(bytes, SSI_ACK)) {
      heard.reset();
      acknowledged++;
      packet = null;
      if (rest.length > 0) {
        next();
      }
    } else if (make == Make.SSI && ends(bytes, SSI_NAK) && packet != null) {
      heard.reset();
      again();
    } else if (bytes.length > 64) {
      heard.reset();
    }
  }

  private static boolean ends(byte[] bytes, byte[] end) {
    int from = bytes.length - end.length;
    return end.length > 0
        && from >= 0
        && Arrays.equals(bytes, from, bytes.length, end, 0, end.length);
  }

  private void again() {
    if (tries++ < SSI_TRIES) {
      packet[3] |= 1;
      finish(packet, packet.length - 2);
      transmit(packet);
    } else {
      packet = null;
      rest = new byte[0];
    }
  }

  @Override
  public void advance(long nanos) {
    now += nanos;
    answers.advance(nanos);
    if (packet != null && now - sentAt > SSI_PATIENCE) {
      again();
    }
  }

  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public boolean settled() {
    return answers.idle();
  }

  @Override
  public boolean powered() {
    return powered;
  }

  @Override
  public void powerOff() {
    powered = false;
    packet = null;
    rest = new byte[0];
    held = null;
    looks = !triggered;
    answers.forget();
    heard.reset();
  }

  @Override
  public void powerOn() {
    powered = true;
  }

  /** For the state page: what is held, in ASCII or hex. */
  String held() {
    return held == null ? "" : new String(held, StandardCharsets.UTF_8);
  }
}
