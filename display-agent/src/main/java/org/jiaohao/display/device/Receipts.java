package org.jiaohao.display.device;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.springframework.stereotype.Component;

/** Tells the hall which device showed or spoke a call. */
@Component
public class Receipts {
  private static final Duration VALID = Duration.ofSeconds(60);

  private final HallLink link;
  private final Clock clock;

  Receipts(HallLink link, Clock clock) {
    this.link = link;
    this.clock = clock;
  }

  /**
   * Sends a receipt.
   *
   * @param kind STRIP, BOARD or VOICE
   * @param outcome SHOWN, SPOKEN, FAILED, EXPIRED or MUTED
   */
  public void send(String eventId, String device, String kind, String outcome) {
    var now = OffsetDateTime.ofInstant(clock.instant(), clock.getZone());
    link.publishEvent(
        "call-confirmed", new CallConfirmed(eventId, device, kind, outcome, now), VALID);
  }
}
