package org.jiaohao.device.driver.modbus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Urgency;
import org.jiaohao.device.api.SignFeatures;
import org.jiaohao.device.codec.modbus.ModbusAnswer;
import org.jiaohao.device.codec.modbus.ModbusRequest;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.modbus.ModbusLine.Outcome;
import org.jiaohao.device.driver.modbus.ModbusLine.Turn;
import org.jiaohao.device.driver.sign.SupervisedSign;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/**
 * A display of seven-bar characters (Anfulai LED-485-0xx and others alike). Of a text it shows the
 * ticket's number, at the right; a text of its own characters that fits is shown whole. Checked
 * against frames computed from the maker's register list; no display was at hand. The content is
 * written again every two seconds, for a display that lost its power is dark.
 */
final class DigitSign extends SupervisedSign {
  /** How characters are written. */
  enum Form {
    /** As ASCII: the display has the shapes. */
    TEXT,
    /** As bars: every shape of the preview is sure. */
    SEGMENTS
  }

  private static final int TEXT_REGISTER = 0x70;
  private static final int SEGMENT_REGISTER = 0x80;
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final Pattern TICKET = Pattern.compile("[A-Z]{0,2}\\d+");

  private final int unit;
  private final int digits;
  private final Form form;
  private final ModbusLine modbus;
  private SignContent shown;
  private boolean lit;
  private int exception;

  DigitSign(String name, Pace pace, Transport line, int unit, int digits, Form form) {
    super(name, pace, line, AGAIN);
    this.unit = unit;
    this.digits = digits;
    this.form = form;
    this.modbus = new ModbusLine(line.nanosPerByte());
  }

  @Override
  public SignFeatures features() {
    Set<SignContent.Color> red = Set.of(SignContent.Color.RED);
    return new SignFeatures(digits, 1, red, 1, false, true, false, false, false);
  }

  @Override
  public byte[] preview(SignContent content) {
    return Segments.png(characters(content));
  }

  /** What stands on the display, blank on the left. */
  private String characters(SignContent content) {
    String text = content.areas().getFirst().text().strip();
    boolean own = text.chars().allMatch(c -> Segments.known((char) c));
    Matcher ticket = TICKET.matcher(text);
    String wanted = own && text.length() <= digits ? text : ticket.find() ? ticket.group() : "";
    int left = Math.max(0, wanted.length() - digits);
    String fits = wanted.substring(left);
    return " ".repeat(digits - fits.length()) + fits;
  }

  @Override
  protected Answer draw(ByteChannel line, SignContent content, boolean lit)
      throws TransportException {
    shown = content;
    this.lit = lit;
    Turn turn = new Turn(content.urgency() == Urgency.CALL, since(), this::outdated);
    return write(line, lit ? characters(content) : " ".repeat(digits), turn);
  }

  @Override
  protected Answer probe(ByteChannel line) throws TransportException {
    String text = shown == null || !lit ? " ".repeat(digits) : characters(shown);
    return write(line, text, new Turn(false, System.nanoTime(), this::outdated));
  }

  private Answer write(ByteChannel line, String text, Turn turn) throws TransportException {
    String even = text.length() % 2 == 0 ? text : " " + text;
    boolean bars = form == Form.SEGMENTS;
    byte[] values = bars ? Segments.of(even) : even.getBytes(StandardCharsets.US_ASCII);
    int register = bars ? SEGMENT_REGISTER : TEXT_REGISTER;
    ModbusRequest request = ModbusRequest.writeRegisters(unit, register, values);
    return switch (modbus.exchange(line, request, turn)) {
      case Outcome.Answered(ModbusAnswer answer) when answer.exception() == 0 -> Answer.DONE;
      case Outcome.Answered(ModbusAnswer answer) -> {
        exception = answer.exception();
        yield Answer.REFUSED;
      }
      case Outcome.Silent silent -> Answer.SILENT;
      case Outcome.Obsolete obsolete -> Answer.OUTDATED;
    };
  }

  @Override
  protected String refusal() {
    return "MODBUS_%02X".formatted(exception);
  }
}
