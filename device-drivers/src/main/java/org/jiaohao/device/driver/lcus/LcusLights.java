package org.jiaohao.device.driver.lcus;

import java.time.Duration;
import java.util.BitSet;
import java.util.Set;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.codec.lcus.LcusCommand;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.lights.SupervisedLights;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/**
 * Lamps on an LCUS relay board (USB, CH340, 9600 baud). The board is not asked anything, for boards
 * differ in what they answer: its status says {@link Condition#NO_STATUS}, and all relays are told
 * their state again every two seconds. Commands as in several public programs; no board was at
 * hand.
 */
final class LcusLights extends SupervisedLights {
  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration WRITE = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private BitSet written;
  private long writtenAt;

  LcusLights(String name, Pace pace, Transport line, int relays) {
    super(name, pace, line, relays, STEP);
  }

  @Override
  public int buttons() {
    return 0;
  }

  @Override
  protected void begin() {
    written = null;
    become(DeviceState.IDLE, Set.of(Condition.NO_STATUS), null);
  }

  @Override
  protected boolean step(ByteChannel line, BitSet lit, boolean urgent) throws TransportException {
    boolean all = written == null || System.nanoTime() - writtenAt > paced(AGAIN).toNanos();
    for (int i = 0; i < maxLights(); i++) {
      if (all || written.get(i) != lit.get(i)) {
        line.write(LcusCommand.relay(i + 1, lit.get(i)), WRITE);
      }
    }
    written = lit;
    writtenAt = all ? System.nanoTime() : writtenAt;
    line.read(new byte[64], Duration.ZERO); // what some boards answer says nothing new
    return true;
  }
}
