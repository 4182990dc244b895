package org.jiaohao.display.device;

import java.time.Duration;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.display.HallClock;
import org.springframework.stereotype.Component;

/** Reports to the hall which device showed or spoke a call. */
@Component
public class Receipts {
  private static final Duration VALID = Duration.ofSeconds(60);

  private final HallLink link;
  private final HallClock clock;

  Receipts(HallLink link, HallClock clock) {
    this.link = link;
    this.clock = clock;
  }

  /**
   * Sends a receipt.
   *
   * @param kind kind of the device
   * @param outcome what became of the call there
   */
  public void send(
      String eventId, String device, CallConfirmed.Kind kind, CallConfirmed.Outcome outcome) {
    var receipt = new CallConfirmed(eventId, device, kind, outcome, clock.now());
    link.publishEvent("call-confirmed", receipt, VALID);
  }
}
