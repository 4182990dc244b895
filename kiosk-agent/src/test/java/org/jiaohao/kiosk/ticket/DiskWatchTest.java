package org.jiaohao.kiosk.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.agent.HallTime;
import org.jiaohao.agent.LinkProbe;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.kiosk.Message;
import org.junit.jupiter.api.Test;

/** A full disk is a fault that staff hear of, once, and so is its end. */
class DiskWatchTest {
  private final LinkProbe link = new LinkProbe();
  private final AtomicReference<Message> trouble = new AtomicReference<>();
  private final DiskWatch watch =
      new DiskWatch(
          new DeviceReports(link.link(), Clock.systemUTC(), mock(HallTime.class)),
          () -> Optional.ofNullable(trouble.get()));

  @Test
  void aFullDiskIsReportedOnceAndItsEnd() {
    watch.look();
    assertThat(link.reports()).isEmpty();
    trouble.set(Messages.DISK_FULL);
    watch.look();
    watch.look();
    assertThat(link.reports())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.state()).isEqualTo(DeviceReport.State.FAILURE);
              assertThat(report.messageZh()).contains("磁盘已满");
            });
    trouble.set(null);
    watch.look();
    assertThat(link.reports())
        .extracting(DeviceReport::state)
        .containsExactly(DeviceReport.State.FAILURE, DeviceReport.State.IDLE);
  }
}
