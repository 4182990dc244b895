package org.jiaohao.kiosk.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.agent.DeviceBench;
import org.jiaohao.agent.DeviceReports;
import org.jiaohao.agent.HallTime;
import org.jiaohao.agent.LinkProbe;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.kiosk.FakePrinter;
import org.jiaohao.kiosk.Fakes;
import org.junit.jupiter.api.Test;

class PrinterStationTest {
  private final LinkProbe hall = new LinkProbe();
  private final DeviceReports reports =
      new DeviceReports(
          hall.link(), Clock.system(ZoneId.of("Asia/Shanghai")), mock(HallTime.class));
  private final FakePrinter printer = new FakePrinter();

  @Test
  void everyChangeIsReportedInBothLanguages() {
    PrinterStation station = PrinterStation.with(printer, reports);
    printer.become(DeviceState.OFFLINE, Set.of(Condition.PAPER_EMPTY), true);

    OffsetDateTime since = OffsetDateTime.parse("1970-01-01T08:00:00+08:00");
    assertThat(hall.reports())
        .containsExactly(
            new DeviceReport(
                "ticket-printer", DeviceReport.State.IDLE, List.of(), since, null, null, null),
            new DeviceReport(
                "ticket-printer",
                DeviceReport.State.OFFLINE,
                List.of("PAPER_EMPTY"),
                since,
                "PAPER_EMPTY",
                "票纸用完，请换纸。",
                "Paper is out; load a new roll."));
    assertThat(station.view().usable()).isFalse();
    assertThat(station.view().paperOut()).isTrue();
    assertThat(station.obstacle().orElseThrow().code()).isEqualTo("PAPER_EMPTY");
  }

  @Test
  void nearlyEmptyPaperIsToldToStaffAndTheKioskGoesOn() {
    PrinterStation station = PrinterStation.with(printer, reports);
    printer.become(DeviceState.IDLE, Set.of(Condition.PAPER_NEAR_END), false);

    assertThat(station.view().usable()).isTrue();
    assertThat(station.obstacle()).isEmpty();
    assertThat(station.view().message().code()).isEqualTo("PAPER_NEAR_END");
  }

  @Test
  void whoWaitsForThePrinterIsToldWhenItIsUsableOnly() {
    AtomicInteger usable = new AtomicInteger();
    PrinterStation.with(printer, reports).onUsable(usable::incrementAndGet);
    printer.become(DeviceState.OFFLINE, Set.of(Condition.PAPER_EMPTY), true);
    assertThat(usable).hasValue(0);
    printer.become(DeviceState.IDLE, Set.of(), false);
    assertThat(usable).hasValue(1);
  }

  @Test
  void aKioskWithoutPrinterReportsNone() {
    try (PrinterStation none = PrinterStation.open(List.of(), reports, bench())) {
      assertThat(hall.reports()).isEmpty();
      assertThat(none.view().configured()).isFalse();
      assertThat(none.obstacle()).isEmpty();
    }
  }

  @Test
  void aMisspeltPrinterIsReportedAndTheKioskRunsWithoutIt() {
    var misspelt =
        new DeviceConfig(
            "ticket-printer", "escpos", "serial:/dev/ttyUSB0", "generic-88mm", Map.of());
    try (PrinterStation station = PrinterStation.open(List.of(misspelt), reports, bench())) {
      assertThat(station.printer()).isEmpty();
      assertThat(station.view().configured()).isTrue();
      assertThat(station.view().usable()).isFalse();
      assertThat(station.view().state()).isEqualTo(DeviceReport.State.FAILURE);
      assertThat(station.view().message().zh()).contains("generic-88mm", "generic-80mm");
      assertThat(station.view().message().en()).contains("generic-88mm", "generic-80mm");
    }
  }

  private DeviceBench bench() {
    return new DeviceBench(hall.link(), Fakes.settings(java.nio.file.Path.of("data")), List::of);
  }
}
