package org.jiaohao.emulator.template;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jiaohao.emulator.line.PoweredModel;
import org.jiaohao.emulator.render.SignPng;

/** A strip that only listens, and forgets its text without power. */
public final class TemplateStrip extends PoweredModel {
  /** A text and when its last byte came. */
  public record Shown(Instant at, String text) {}

  private static final int RED = 0xFF0000;
  private static final int REMEMBERED = 500;

  private final Maker maker;
  private final int address;
  private final int width;
  private final InstantSource clock;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final List<Shown> history = new ArrayList<>();
  private String text = "";
  private long noise;
  private long wrongChecks;

  TemplateStrip(Maker maker, int address, int width, InstantSource clock) {
    this.maker = maker;
    this.address = address;
    this.width = width;
    this.clock = clock;
  }

  /** Its address on the line. */
  public int address() {
    return address;
  }

  /** What it shows. */
  public String text() {
    return text;
  }

  /** The last texts, oldest first. */
  public List<Shown> history() {
    return List.copyOf(history);
  }

  /** Bytes that belonged to no frame. */
  public long noise() {
    return noise;
  }

  /** Frames with a wrong check field. */
  public long wrongChecks() {
    return wrongChecks;
  }

  /** The lamps. */
  public byte[] png() {
    return SignPng.text(text, RED, width, 16);
  }

  @Override
  public void receive(byte value) {
    heard.write(value);
    byte[] bytes = heard.toByteArray();
    while (bytes.length > 0) {
      Maker.Heard frame = maker.hear(bytes);
      if (frame.length() == 0) {
        break;
      }
      if (frame.length() < 0) {
        noise++;
      } else if (frame.address().isEmpty()) {
        wrongChecks++;
      } else if (frame.address().get() == address) {
        show(frame.text());
      }
      bytes = Arrays.copyOfRange(bytes, Math.max(1, frame.length()), bytes.length);
    }
    heard.reset();
    heard.writeBytes(bytes);
  }

  private void show(String fresh) {
    text = fresh;
    history.add(new Shown(clock.instant(), fresh));
    if (history.size() > REMEMBERED) {
      history.removeFirst();
    }
  }

  @Override
  protected void forget() {
    text = "";
    heard.reset();
  }
}
