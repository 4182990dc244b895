package org.jiaohao.emulator.barcode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Newland's old commands: {@code $$$$} opens set-up ({@code @@@@}), {@code %%%%} closes it ({@code
 * ^^^^}), it closes by itself after 5 s; in it {@code #…;} is answered {@code !…;}. SOH T EOT looks
 * for a code.
 */
final class NewlandOldFront implements Front {
  private static final long OPEN_NANOS = 5_000_000_000L;
  private static final int SET_UP_CODE = 8;
  private static final int LONGEST = 64;

  private final Engine engine;
  private final TextFront text;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private long openFor;

  NewlandOldFront(Engine engine) {
    this.engine = engine;
    this.text = new TextFront(engine, "015404", "", false);
  }

  @Override
  public void receive(byte value) {
    text.receive(value);
    heard.write(value);
    String all = heard.toString(StandardCharsets.ISO_8859_1);
    int command = all.lastIndexOf('#');
    if (all.endsWith("$$$$")) {
      openFor = OPEN_NANOS;
      answer("@@@@");
    } else if (all.endsWith("%%%%")) {
      openFor = 0;
      answer("^^^^");
    } else if (value == ';' && command >= 0 && openFor > 0) {
      openFor = OPEN_NANOS;
      String code = all.substring(command + 1, all.length() - 1);
      boolean good = code.matches("\\d{" + SET_UP_CODE + "}");
      answer((good ? "!" : "?") + code + ";");
    } else if (all.length() > LONGEST) {
      heard.reset();
    }
  }

  private void answer(String answer) {
    heard.reset();
    engine.answer(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void send(byte[] code, String aim) {
    text.send(code, aim);
  }

  @Override
  public void advance(long nanos) {
    openFor = Math.max(0, openFor - nanos);
  }

  @Override
  public void powerOff() {
    heard.reset();
    text.powerOff();
    openFor = 0;
  }
}
