package org.jiaohao.device.driver.modbus;

import java.time.Duration;
import java.util.BitSet;
import java.util.Set;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.codec.modbus.ModbusAnswer;
import org.jiaohao.device.codec.modbus.ModbusRequest;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.lights.SupervisedLights;
import org.jiaohao.device.driver.modbus.ModbusLine.Outcome;
import org.jiaohao.device.driver.modbus.ModbusLine.Turn;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/**
 * Lamps on the coils of a Modbus module and buttons on its inputs, sampled every 50 ms: a push
 * shorter than two samples is not seen. The coils are read back every second, for a module that
 * lost its power has forgotten them. Checked against public examples of frames and a Modbus library
 * of others; no module was at hand.
 */
final class ModbusLights extends SupervisedLights {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration RETRY = Duration.ofMillis(250);
  private static final Duration CHECK = Duration.ofSeconds(1);
  private static final int SILENT_TRIES_TO_RECONNECT = 4;

  private final int unit;
  private final ModuleProfile profile;
  private final ModbusLine modbus;
  private final Debounce debounce = new Debounce();
  private BitSet written;
  private long checkedAt;
  private int silent;

  ModbusLights(String name, Pace pace, Transport line, int unit, ModuleProfile profile) {
    super(name, pace, line, profile.lights(), POLL);
    this.unit = unit;
    this.profile = profile;
    this.modbus = new ModbusLine(line.nanosPerByte());
  }

  @Override
  public int buttons() {
    return profile.buttons();
  }

  @Override
  protected void begin() {
    written = null;
    silent = 0;
    debounce.reset();
  }

  @Override
  protected boolean step(ByteChannel line, BitSet lit, boolean urgent) throws TransportException {
    boolean good = write(line, lit, urgent) && (closing() || buttons(line) && check(line));
    if (good) {
      silent = 0;
      become(DeviceState.IDLE, Set.of(), null);
      return true;
    }
    written = null;
    debounce.reset();
    if (!closing()) {
      line.read(new byte[256], paced(RETRY));
    }
    return silent < SILENT_TRIES_TO_RECONNECT;
  }

  private boolean write(ByteChannel line, BitSet lit, boolean urgent) throws TransportException {
    if (lit.equals(written)) {
      return true;
    }
    if (profile.writesMany()) {
      var all = ModbusRequest.writeCoils(unit, profile.firstLight(), profile.lights(), lit);
      if (ask(line, all, urgent) == null) {
        return false;
      }
    } else {
      for (int i = 0; i < profile.lights(); i++) {
        boolean same = written != null && written.get(i) == lit.get(i);
        var one = ModbusRequest.writeCoil(unit, profile.firstLight() + i, lit.get(i));
        if (!same && ask(line, one, urgent) == null) {
          return false;
        }
      }
    }
    written = lit;
    checkedAt = System.nanoTime();
    return true;
  }

  private boolean buttons(ByteChannel line) throws TransportException {
    if (profile.buttons() == 0) {
      return true;
    }
    ModbusAnswer answer =
        ask(line, ModbusRequest.readInputs(unit, profile.firstButton(), profile.buttons()), false);
    if (answer == null) {
      return false;
    }
    BitSet levels = answer.bits().get(0, profile.buttons());
    if (!profile.buttonsDown()) {
      levels.flip(0, profile.buttons());
    }
    debounce.sample(levels).stream().forEach(i -> pressed(i + 1));
    return true;
  }

  private boolean check(ByteChannel line) throws TransportException {
    if (System.nanoTime() - checkedAt < paced(CHECK).toNanos()) {
      return true;
    }
    ModbusAnswer answer =
        ask(line, ModbusRequest.readCoils(unit, profile.firstLight(), profile.lights()), false);
    if (answer == null) {
      return false;
    }
    checkedAt = System.nanoTime();
    if (!answer.bits().get(0, profile.lights()).equals(written)) {
      written = null; // written anew in the next step
    }
    return true;
  }

  /**
   * The answer to a request; null when there was none or it was a refusal, which becomes the
   * status.
   */
  private ModbusAnswer ask(ByteChannel line, ModbusRequest request, boolean urgent)
      throws TransportException {
    Outcome outcome = modbus.exchange(line, request, urgent ? Turn.now() : Turn.routine());
    if (outcome instanceof Outcome.Answered(ModbusAnswer answer)) {
      silent = 0;
      if (answer.exception() == 0) {
        return answer;
      }
      refused(answer);
    } else if (!closing()) {
      silent++;
      become(
          DeviceState.OFFLINE,
          Set.of(Condition.NO_STATUS),
          fault(
              "poll",
              "NO_ANSWER",
              "灯和按钮模块没有应答，请检查电源、A/B 线、地址和波特率；接好后自动恢复。",
              "The module of lamps and buttons does not answer. Check its power, the wires A and B,"
                  + " its address and baud rate; it recovers by itself."));
    }
    return null;
  }

  private void refused(ModbusAnswer answer) {
    become(
        DeviceState.FAILURE,
        Set.of(Condition.DEVICE_ERROR),
        fault(
            answer.function() == 0x82 ? "buttons" : "lamps",
            "MODBUS_%02X".formatted(answer.exception()),
            "灯和按钮模块拒绝了命令（异常码 " + answer.exception() + "），请核对型号配置中的灯数、按钮数、起始地址和写入方式。",
            "The module of lamps and buttons refused a command (exception "
                + answer.exception()
                + "). Compare the numbers of lamps and buttons, the first addresses and the way of"
                + " writing in its profile."));
  }
}
