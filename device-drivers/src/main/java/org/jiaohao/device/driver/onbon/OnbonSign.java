package org.jiaohao.device.driver.onbon;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignFeatures;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.onbon.Card.Look;
import org.jiaohao.device.driver.onbon.Card.Memory;
import org.jiaohao.device.driver.onbon.Card.Part;
import org.jiaohao.device.driver.sign.SupervisedSign;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/**
 * A sign with an Onbon BX card. A call that waits breaks off a picture that can wait. The card is
 * asked every two seconds; one that lost its memory is given the content and the settings again.
 */
final class OnbonSign extends SupervisedSign {
  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofMillis(500);

  private final Transport transport;
  private final Card card;
  private final boolean calm; // on a line with others the time for blinking belongs to their calls
  private final Settings settings = new Settings();
  private Shown shown;
  private boolean drawnBefore;
  private long drawnAt;
  private List<Look> looks = List.of();
  private OptionalInt error = OptionalInt.empty();

  private final OnbonLine.Priority priority =
      new OnbonLine.Priority() {
        @Override
        public boolean outdated() {
          return OnbonSign.this.outdated();
        }

        @Override
        public boolean callWaits() {
          return OnbonSign.this.callWaits();
        }

        @Override
        public boolean urgent() {
          return drawsCall();
        }

        @Override
        public long since() {
          return drawsCall() ? OnbonSign.this.since() : System.nanoTime();
        }
      };

  OnbonSign(String name, Pace pace, Transport transport, Card card) {
    super(name, pace, transport, PROBE);
    this.transport = transport;
    this.card = card;
    this.calm = transport.shared() && !card.blinks();
  }

  @Override
  public SignFeatures features() {
    return card.features();
  }

  @Override
  public byte[] preview(SignContent content) {
    return card.picture(content).png();
  }

  @Override
  public void brightness(int percent) {
    settings.brightness(percent);
    wake();
  }

  @Override
  public void power(boolean on) {
    settings.power(on);
    wake();
  }

  @Override
  public void clock(LocalDateTime time) {
    settings.clock(time);
    wake();
  }

  @Override
  protected void connected(ByteChannel line) {
    card.connected(new OnbonLine(line, paced(ANSWER), transport.nanosPerByte(), priority));
    drawnBefore = false;
    shown = null;
  }

  /** Nothing is known of the card until it has answered. */
  @Override
  protected boolean greets() {
    return false;
  }

  @Override
  protected void lost() {
    settings.lost();
    probeSoon();
  }

  @Override
  protected boolean settingsDue() {
    return settings.due();
  }

  @Override
  protected Answer sendSetting() throws TransportException {
    return answer(settings.send(card));
  }

  @Override
  protected long untilChange() {
    long now = System.nanoTime();
    return looks(now).equals(looks) ? shown.untilChange(card, drawnAt, now, Long.MAX_VALUE) : 0;
  }

  @Override
  protected Answer change(ByteChannel line) throws TransportException {
    return answer(send(looks(System.nanoTime()), false));
  }

  private List<Look> looks(long now) {
    return shown.areas.stream().map(area -> shown.look(area, card, drawnAt, now)).toList();
  }

  @Override
  protected Answer draw(ByteChannel line, SignContent content, boolean lit)
      throws TransportException {
    shown = new Shown(content, card.features().areas(), calm, since());
    drawnAt = System.nanoTime();
    Answer answer = answer(send(looks(drawnAt), true));
    if (answer == Answer.DONE && !drawnBefore) {
      drawnBefore = true;
      probeSoon(); // one that loses its power now is noticed too
    }
    return answer;
  }

  /** Sends all areas, or those that look different now. */
  private OptionalInt send(List<Look> wanted, boolean all) throws TransportException {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      boolean due = all || wanted.get(i) != looks.get(i);
      parts.add(new Part(shown.areas.get(i), wanted.get(i), due));
    }
    OptionalInt code = card.show(parts);
    if (code.isPresent() && code.getAsInt() == 0) {
      looks = wanted;
    }
    return code;
  }

  /** Asks whether the card is there and still shows its content. */
  @Override
  protected Answer probe(ByteChannel line) throws TransportException {
    Answer answer = answer(card.ask());
    if (answer != Answer.DONE || shown == null) {
      return answer;
    }
    if (card.memory() == Memory.LOST) {
      settings.lost();
      return Answer.FORGOTTEN;
    }
    boolean steady = looks.stream().allMatch(Look.STEADY::equals);
    if (card.memory() == Memory.UNKNOWN && steady) {
      List<Part> standing =
          shown.areas.stream().map(a -> new Part(a, Look.STEADY, !card.moves(a))).toList();
      return answer(card.show(standing));
    }
    return answer;
  }

  private Answer answer(OptionalInt code) {
    error = code;
    if (code.isEmpty()) {
      return Answer.SILENT;
    }
    return switch (code.getAsInt()) {
      case 0 -> Answer.DONE;
      case OnbonLine.OUTDATED -> Answer.OUTDATED;
      default -> Answer.REFUSED;
    };
  }

  @Override
  protected DeviceFault refused() {
    int code = error.orElseThrow();
    return fault(
        "show",
        "CARD_ERROR_" + code,
        "显示屏控制卡拒绝了命令（错误码 " + code + "），将自动重试；如不恢复请检查屏参和型号。",
        "The sign's card refused the command (error "
            + code
            + "); it is tried again. If it stays, check the card's screen settings and model.");
  }
}
