package org.jiaohao.emulator.barcode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.Parameters;
import org.jiaohao.emulator.line.PoweredModel;

/**
 * A reader. The command {@code scan} holds a code before it: {@code text=…} with {@code
 * charset=gb18030}, or {@code base64=…}; {@code aim=]Q1} is its AIM identifier, {@code times=2}
 * holds it longer, {@code split-ms=20} lets half of what is sent come later; in a trigger mode it
 * is read only after the host's command. {@code no-ack} (SSI) loses the host's next command.
 */
public final class Reader extends PoweredModel implements Front.Engine {
  /** Makes. */
  public enum Make {
    /** Text and CR, no commands. */
    TEXT,
    /** Text with the AIM identifier before it. */
    TEXT_AIM,
    /** Manual trigger, SYN T CR and SYN U CR. */
    HONEYWELL,
    /** Unified commands; answers each. */
    NEWLAND,
    /** Old commands. */
    NEWLAND_OLD,
    /** Command mode; answers each command. */
    GM65,
    /** Enabled by E, disabled by D. */
    DATALOGIC,
    /** Trigger pulled by T, released by X. */
    POWERSCAN,
    /** Packets. */
    SSI,
    /** Types. */
    KEYBOARD,
    /** HID POS, 62 octets. */
    HID_A,
    /** HID POS, 64 octets. */
    HID_B,
    /** HID POS, 64 octets without AIM identifier. */
    HID_MICROSCAN
  }

  private final boolean triggered;
  private final Front front;
  private boolean looks;
  private byte[] held;
  private String aim = "";
  private long splitNanos;

  Reader(Make make, boolean triggered, Faults faults, AnswerFaults spoiled, Consumer<byte[]> host) {
    super(spoiled, host);
    this.triggered = triggered;
    this.looks = !triggered;
    this.front = front(make, spoiled);
    faults.once("scan", this::hold);
    if (front instanceof SsiFront ssi) {
      faults.once("no-ack", parameters -> ssi.missNext());
    }
  }

  private Front front(Make make, AnswerFaults spoiled) {
    return switch (make) {
      case TEXT -> new TextFront(this, "", "", false);
      case TEXT_AIM -> new TextFront(this, "", "", true);
      case HONEYWELL -> new TextFront(this, "16540D", "16550D", false);
      case DATALOGIC -> new TextFront(this, "45", "44", false);
      case POWERSCAN -> new TextFront(this, "54", "58", false);
      case NEWLAND -> new NewlandFront(this);
      case NEWLAND_OLD -> new NewlandOldFront(this);
      case GM65 -> new Gm65Front(this);
      case SSI -> new SsiFront(this, spoiled::check);
      case KEYBOARD -> new KeyFront(this);
      case HID_A -> new HidFront(this, HidFront.Layout.A);
      case HID_B -> new HidFront(this, HidFront.Layout.B);
      case HID_MICROSCAN -> new HidFront(this, HidFront.Layout.MICROSCAN);
    };
  }

  /** Whether it looks for a code. */
  public boolean looks() {
    return looks;
  }

  /** Packets the host has acknowledged. */
  public int acknowledged() {
    return front instanceof SsiFront ssi ? ssi.acknowledged() : 0;
  }

  private void hold(Parameters parameters) {
    String base64 = parameters.text("base64", "");
    Charset charset = Charset.forName(parameters.text("charset", "UTF-8"));
    held =
        base64.isEmpty()
            ? parameters.text("text", "A001").getBytes(charset)
            : Base64.getDecoder().decode(base64);
    aim = parameters.text("aim", "]Q1");
    splitNanos = parameters.number("split-ms", 0) * 1_000_000;
    for (int i = 0; i < parameters.number("times", 1); i++) {
      read();
    }
  }

  private void read() {
    if (held != null && looks && powered()) {
      looks = !triggered;
      front.send(held, aim);
    }
  }

  @Override
  public void look(boolean on) {
    looks = on;
    read();
  }

  @Override
  public void answer(byte[] bytes) {
    int half = splitNanos > 0 ? bytes.length / 2 : bytes.length;
    send(Arrays.copyOf(bytes, half));
    if (half < bytes.length) {
      sendIn(splitNanos, Arrays.copyOfRange(bytes, half, bytes.length));
    }
  }

  @Override
  public void receive(byte value) {
    front.receive(value);
  }

  @Override
  public void advance(long nanos) {
    super.advance(nanos);
    front.advance(nanos);
  }

  @Override
  protected void forget() {
    held = null;
    looks = !triggered;
    front.powerOff();
  }

  /** For the state page: what is held, as text. */
  String held() {
    return held == null ? "" : new String(held, StandardCharsets.UTF_8);
  }
}
