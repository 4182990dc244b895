package org.jiaohao.device.driver.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignContent.Line;
import org.jiaohao.device.api.SignContent.Urgency;
import org.jiaohao.device.api.SignFeatures;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.sign.Lamps;
import org.jiaohao.device.driver.sign.SupervisedSign;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/**
 * A sign that only listens and confirms nothing: the content is sent again every few seconds, and
 * its status says so ({@link Condition#NO_STATUS}).
 */
final class TemplateSign extends SupervisedSign {
  private static final Duration WRITE = Duration.ofSeconds(3);
  private static final int SEQUENCES = 255;

  private final TemplateProfile profile;
  private final int address;
  private final boolean alone;
  private SignContent shown;
  private boolean lit;
  private int sequence;

  TemplateSign(String name, Pace pace, Transport line, TemplateProfile profile, int address) {
    super(name, pace, line, Duration.ofSeconds(profile.resendSeconds()));
    this.profile = profile;
    this.address = address;
    this.alone = !line.shared();
  }

  @Override
  public SignFeatures features() {
    return new SignFeatures(
        profile.width(),
        profile.height(),
        Set.of(SignContent.Color.values()),
        1,
        false,
        false,
        false,
        false,
        false);
  }

  @Override
  public byte[] preview(SignContent content) {
    Area area = content.areas().getFirst();
    var line = new Line(profile.shown(area.text()), area.color());
    return Lamps.of(List.of(line), profile.width(), profile.height()).png();
  }

  @Override
  protected Set<Condition> conditions() {
    return Set.of(Condition.NO_STATUS);
  }

  /** On a line with others the time for blinking belongs to their calls. */
  @Override
  protected boolean blinks() {
    return alone;
  }

  @Override
  protected Answer draw(ByteChannel line, SignContent content, boolean lit)
      throws TransportException {
    shown = content;
    this.lit = lit;
    Area area = content.areas().getFirst();
    sequence = sequence % SEQUENCES + 1;
    byte[] frame = profile.show(address, lit ? area.text() : " ", area.color(), sequence);
    return send(line, frame, content.urgency() == Urgency.CALL) ? Answer.DONE : Answer.OUTDATED;
  }

  /** Says it again: the sign may have been without power. */
  @Override
  protected Answer probe(ByteChannel line) throws TransportException {
    if (shown == null) {
      return Answer.DONE;
    }
    Area area = shown.areas().getFirst();
    byte[] frame = profile.show(address, lit ? area.text() : " ", area.color(), sequence);
    return send(line, frame, false) ? Answer.DONE : Answer.OUTDATED;
  }

  /** Sends in its turn; returns false when newer content came before the line was free. */
  private boolean send(ByteChannel line, byte[] frame, boolean urgent) throws TransportException {
    Optional<ByteChannel.Turn> turn =
        line.turn(urgent, urgent ? since() : System.nanoTime(), this::outdated);
    if (turn.isEmpty()) {
      return false;
    }
    try (ByteChannel.Turn mine = turn.get()) {
      line.write(frame, WRITE);
    }
    return true;
  }
}
