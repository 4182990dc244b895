package org.jiaohao.kiosk.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.kiosk.FakeHallLink;
import org.jiaohao.kiosk.FakePrinter;
import org.junit.jupiter.api.Test;

class PrinterStationTest {
  private final FakeHallLink link = new FakeHallLink();
  private final FakePrinter printer = new FakePrinter();
  private final PrinterStation station =
      new PrinterStation(Optional.of(printer), link, Clock.system(ZoneId.of("Asia/Shanghai")));

  @Test
  void everyChangeIsReportedInBothLanguages() {
    station.open();
    printer.become(DeviceState.OFFLINE, Set.of(Condition.PAPER_EMPTY), true);

    OffsetDateTime since = OffsetDateTime.parse("1970-01-01T08:00:00+08:00");
    assertThat(link.reports)
        .containsExactly(
            new DeviceReport("ticket-printer", "IDLE", List.of(), since, null, null, null),
            new DeviceReport(
                "ticket-printer",
                "OFFLINE",
                List.of("PAPER_EMPTY"),
                since,
                "PAPER_EMPTY",
                "票纸用完，请换纸。",
                "Paper is out; load a new roll."));
    assertThat(station.view().usable()).isFalse();
  }

  @Test
  void nearlyEmptyPaperIsToldToStaffAndTheKioskGoesOn() {
    printer.become(DeviceState.IDLE, Set.of(Condition.PAPER_NEAR_END), false);

    assertThat(station.view().usable()).isTrue();
    assertThat(station.view().notice().code()).isEqualTo("paper-near-end");
  }

  @Test
  void aKioskWithoutPrinterReportsNone() {
    PrinterStation none = new PrinterStation(Optional.empty(), link, Clock.systemUTC());
    none.open();
    none.close();

    assertThat(link.reports).isEmpty();
    assertThat(none.view().configured()).isFalse();
  }
}
