package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.device.api.Condition;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceFault;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.DeviceStatus;
import org.jiaohao.device.api.TicketPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.MockMakers;

class DeviceReportsTest {
  private static final Instant SINCE = Instant.parse("2026-11-23T01:00:00Z");

  private static final Clock CLOCK = Clock.fixed(SINCE, ZoneOffset.UTC);

  private final MeasuredHallTime time = new MeasuredHallTime(CLOCK, () -> 0);
  private final LinkProbe hall = new LinkProbe();
  private final DeviceReports reports = new DeviceReports(hall.link(), CLOCK, time);

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        Arguments.of("driver", "escposs", "serial:/dev/ttyUSB0", null, "escpos"),
        Arguments.of("no driver", "", "serial:/dev/ttyUSB0", null, "escpos"),
        Arguments.of("profile", "escpos", "serial:/dev/ttyUSB0", "generic-80", "generic-80mm"),
        Arguments.of("scheme", "escpos", "seriell:/dev/ttyUSB0", null, "serial"),
        Arguments.of("address", "escpos", "", null, "jiaohao.devices.ticket-printer.address"),
        Arguments.of("port", "escpos", "tcp:nowhere:x", null, "tcp"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongSettings")
  void wrongSettingsAreTheDevicesFailureAndNameWhatThereIs(
      String what, String driver, String address, String profile, String named) {
    var config = new DeviceConfig("ticket-printer", driver, address, profile, Map.of());

    assertThat(reports.open(TicketPrinter.class, config)).isEmpty();

    DeviceReport report = reports.last("ticket-printer").orElseThrow();
    assertThat(report.state()).isEqualTo(DeviceReport.State.FAILURE);
    assertThat(report.code()).isEqualTo("CONFIGURATION");
    assertThat(report.messageZh()).contains(named);
    assertThat(report.messageEn()).contains(named);
    assertThat(hall.link().state()).isEqualTo(AgentState.State.DEGRADED);
  }

  @Test
  void aDeviceOfAnotherKindIsWrongAsWell() {
    var strip = new DeviceConfig("ticket-printer", "onbon-k", "tcp:10.0.0.3:5005", null, Map.of());
    assertThat(reports.open(TicketPrinter.class, strip)).isEmpty();
    assertThat(reports.last("ticket-printer").orElseThrow().messageZh()).contains("escpos");
  }

  @Test
  void whatWorksOnIsReportedWithAdviceAndDoesNotDegrade() {
    report(DeviceState.IDLE, Set.of(Condition.PAPER_NEAR_END), null);
    assertThat(hall.lastReports())
        .containsExactly(
            new DeviceReport(
                "ticket-printer",
                DeviceReport.State.IDLE,
                List.of("PAPER_NEAR_END"),
                OffsetDateTime.ofInstant(SINCE, ZoneOffset.UTC),
                "PAPER_NEAR_END",
                "票纸快用完，请准备新纸卷。",
                "Paper is running out. Have a new roll ready."));
    report(DeviceState.IDLE, Set.of(Condition.NO_STATUS), null);
    assertThat(hall.lastReports().getFirst().messageEn()).contains("never answers");
    assertThat(hall.link().state()).isEqualTo(AgentState.State.READY);
  }

  /** Its clock is an hour ahead. */
  private void measure() {
    time.measured(SINCE.minus(Duration.ofHours(1)), 0, 0);
  }

  @Test
  void timesOfDevicesAreTheHallsAsSoonAsItIsMeasured() {
    time.onMeasured(reports::measured);
    report(DeviceState.OFFLINE, Set.of(Condition.PAPER_EMPTY), null);
    DeviceReport raw = hall.lastReports().getFirst();
    assertThat(raw.since().toInstant()).isEqualTo(SINCE);
    assertThat(raw.correctedByMillis()).as("nobody knows yet").isNull();
    measure();
    DeviceReport corrected = hall.lastReports().getFirst();
    assertThat(corrected).isEqualTo(raw.corrected(Duration.ofHours(1)));
    assertThat(corrected.since().toInstant()).isEqualTo(SINCE.minus(Duration.ofHours(1)));
    assertThat(corrected.correctedByMillis()).isEqualTo(3_600_000);
    report(DeviceState.IDLE, Set.of(), null);
    assertThat(hall.lastReports().getFirst().since()).as("recovered").isEqualTo(corrected.since());
    reports.report("voice", DeviceReport.State.OFFLINE, null, null, null);
    assertThat(reports.last("voice").orElseThrow().since()).isEqualTo(corrected.since());
  }

  @Test
  void aFaultIsReportedWithItsOwnTexts() {
    var fault = new DeviceFault("ticket-printer", "x", "print", "PAPER_EMPTY", "缺纸", "no paper");
    report(DeviceState.OFFLINE, Set.of(Condition.PAPER_EMPTY, Condition.PAPER_NEAR_END), fault);
    assertThat(hall.lastReports().getFirst().messageZh()).isEqualTo("缺纸");
    assertThat(hall.lastReports().getFirst().conditions())
        .containsExactly("PAPER_NEAR_END", "PAPER_EMPTY");
  }

  /** The status changes between two looks; the listener is told late. */
  @Test
  void theLastReportIsTheLatestStatusWhoeverIsLate() {
    AtomicReference<Consumer<DeviceStatus>> listener = new AtomicReference<>();
    Device device = device(DeviceState.IDLE, Set.of(), null);
    doAnswer(
            call -> {
              listener.set(call.getArgument(0));
              return null;
            })
        .when(device)
        .onStatus(any());
    reports.watch(device);

    listener.get().accept(new DeviceStatus(DeviceState.NO_HARDWARE, Set.of(), null, SINCE));
    assertThat(reports.last("ticket-printer").orElseThrow().state())
        .isEqualTo(DeviceReport.State.IDLE);
  }

  private void report(DeviceState state, Set<Condition> conditions, DeviceFault fault) {
    reports.watch(device(state, conditions, fault));
  }

  private static Device device(DeviceState state, Set<Condition> conditions, DeviceFault fault) {
    Device device = mock(Device.class, withSettings().mockMaker(MockMakers.PROXY));
    when(device.name()).thenReturn("ticket-printer");
    when(device.status()).thenReturn(new DeviceStatus(state, conditions, fault, SINCE));
    return device;
  }
}
