package org.jiaohao.emulator.barcode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Newland's unified commands: {@code 7E 01 30 30 30 30}, {@code @} to keep or {@code #} until power
 * off, commands of three and three letters with data and {@code ;} between them, {@code 3B 03}. The
 * answer repeats them with 06, or 05 for what it does not know, before each separator.
 */
final class NewlandFront implements Front {
  private static final String BEGIN = "~\u00010000";
  private static final int ETX = 3;
  private static final int LONGEST = 512;
  private static final Set<String> KNOWN =
      Set.of("SCNTRG", "SCNMOD", "ORTSET", "RRDDUR", "GRBENA", "FACDEF");

  private final Engine engine;
  private final TextFront text;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  NewlandFront(Engine engine) {
    this.engine = engine;
    this.text = new TextFront(engine, "", "", false);
  }

  @Override
  public void receive(byte value) {
    heard.write(value);
    String all = heard.toString(StandardCharsets.ISO_8859_1);
    boolean begins = BEGIN.startsWith(all) || all.startsWith(BEGIN);
    if (!begins || all.length() > LONGEST) {
      heard.reset();
    } else if (value == ETX && all.length() > BEGIN.length()) {
      heard.reset();
      obey(all.substring(BEGIN.length(), all.length() - 1));
    }
  }

  private void obey(String commands) {
    var answer = new StringBuilder("\u0002\u00010000").append(commands.charAt(0));
    String trigger = "";
    for (String command : commands.substring(1).split(";")) {
      boolean known = command.length() >= 6 && KNOWN.contains(command.substring(0, 6));
      answer
          .append(command.replace(",", "\u0006,"))
          .append(known ? '\u0006' : '\u0005')
          .append(';');
      trigger = command.startsWith("SCNTRG") ? command : trigger;
    }
    engine.answer(answer.append('\u0003').toString().getBytes(StandardCharsets.ISO_8859_1));
    if (!trigger.isEmpty()) {
      engine.look(trigger.endsWith("1"));
    }
  }

  @Override
  public void send(byte[] code, String aim) {
    text.send(code, aim);
  }

  @Override
  public void powerOff() {
    heard.reset();
  }
}
