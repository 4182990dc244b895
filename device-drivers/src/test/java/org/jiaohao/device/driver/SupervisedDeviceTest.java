package org.jiaohao.device.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.MemoryTransport;
import org.junit.jupiter.api.Test;

class SupervisedDeviceTest {
  private final AtomicInteger attempts = new AtomicInteger();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final MemoryTransport cable = new MemoryTransport();

  /** Fails twice with an Error, then works. */
  private final class Failing extends SupervisedDevice {
    Failing() {
      super("printer", Pace.USUAL, cable);
    }

    @Override
    protected void serve(ByteChannel open) throws InterruptedException {
      if (attempts.incrementAndGet() <= 2) {
        throw new NoClassDefFoundError("as the test wants");
      }
      become(DeviceState.IDLE, Set.of(), null);
      while (!closing()) {
        Thread.sleep(5);
      }
    }

    @Override
    protected void away(DeviceFault fault, Duration pause) throws InterruptedException {
      faults.add(fault.code());
      Thread.sleep(pause);
    }

    @Override
    protected void ended(DeviceFault fault) {
      // nobody waits
    }
  }

  @Test
  void aDriverThatFailsWithAnErrorIsStartedAgain() {
    cable.attach(bytes -> {});
    var device = new Failing();
    device.open();
    await().until(() -> device.status().state() == DeviceState.IDLE);
    assertThat(attempts).hasValue(3);
    assertThat(faults).containsExactly("DRIVER_ERROR", "DRIVER_ERROR");
    device.close();
  }
}
