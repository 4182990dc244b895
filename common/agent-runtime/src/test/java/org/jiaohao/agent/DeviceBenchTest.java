package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.TestDevice;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.tool.DeviceTrial.Finding;
import org.jiaohao.device.tool.Found;
import org.jiaohao.device.tool.KnownUsb;
import org.junit.jupiter.api.Test;

class DeviceBenchTest {
  private static final Optional<KnownUsb> PRINTER =
      Optional.of(new KnownUsb("0416", "5011", "escpos", "", "票据打印机", "receipt printer"));

  private final LinkProbe hall = new LinkProbe();

  private DeviceBench bench(List<Found> found, DeviceConfig... configured) {
    var settings =
        new AgentSettings(
            URI.create("http://127.0.0.1:1"),
            "yj-c00",
            "kiosk-1",
            AgentDescription.Kind.KIOSK,
            Path.of("data"),
            null,
            null,
            List.of(configured));
    return new DeviceBench(hall.link(), settings, () -> found);
  }

  private static DeviceConfig config(String name, String address) {
    return new DeviceConfig(name, "escpos", address, null, Map.of());
  }

  private Reply scan() {
    return hall.command("scan-devices", null);
  }

  private Reply test(String device) {
    return hall.command("test-device", new TestDevice(device));
  }

  @Test
  void linesAreProposedUnderTheNameTheKioskLooksForAndOnlyOnce() {
    bench(
        List.of(
            new Found("/dev/usb/lp0", "file:/dev/usb/lp0", "0416:5011", "POS80", PRINTER),
            new Found("/dev/usb/lp1", "file:/dev/usb/lp1", "0416:5011", "POS80", PRINTER),
            new Found("/dev/ttyS1", "serial:/dev/ttyS1", "", "", Optional.empty())));
    List<Reply.Found> found = scan().found();
    assertThat(found)
        .extracting(Reply.Found::settings)
        .containsExactly(
            """
            jiaohao.devices.ticket-printer.driver=escpos
            jiaohao.devices.ticket-printer.address=file:/dev/usb/lp0
            """,
            """
            jiaohao.devices.device-1.driver=escpos
            jiaohao.devices.device-1.address=file:/dev/usb/lp1
            """,
            null);
    assertThat(found.getFirst().knownZh()).isEqualTo("票据打印机");
    assertThat(found.getLast().usb()).isNull();
  }

  @Test
  void whatIsConfiguredAlreadyIsNamedAndNotProposed() {
    bench(
        List.of(
            new Found("/dev/ttyUSB1", "serial:usb-vid=1a86,pid=7523", "", "", PRINTER),
            new Found("/dev/ttyUSB10", "serial:usb-vid=067b,pid=2303", "", "", PRINTER),
            new Found("/dev/ttyUSB2", "serial:usb-vid=10c4,pid=ea60", "", "", PRINTER)),
        config("by-path", "serial:/dev/ttyUSB1?baud=19200"),
        config("by-number", "serial:usb-vid=10c4,pid=ea60?baud=9600"));
    assertThat(scan().found())
        .extracting(Reply.Found::configured)
        .containsExactly("by-path", null, "by-number");
    assertThat(scan().found().getFirst().settings()).isNull();
  }

  @Test
  void anEmptyScanSaysWhatToCheckAndAFullOneFitsIntoAMessage() {
    bench(List.of());
    assertThat(scan().messageZh()).contains("检查电源");
    assertThat(scan().found()).isEmpty();
    var many =
        IntStream.range(0, 500)
            .mapToObj(
                n -> new Found("/dev/tty" + n, "file:/dev/tty" + n, "", "长".repeat(900), PRINTER))
            .toList();
    bench(many);
    assertThat(Wire.JSON.writeValueAsBytes(scan()).length).isLessThan(64 * 1024);
  }

  @Test
  void aTestSaysWhatWasSeenAndWhatIsNotProved() {
    DeviceBench bench = bench(List.of());
    bench.add("strip-1", () -> new Finding(true, "好", "good"));
    bench.add("strip-2", () -> new Finding(false, "看屏", "look"));
    assertThat(test("strip-1")).isEqualTo(new Reply(Reply.Outcome.DONE, "好", "good"));
    assertThat(test("strip-2")).isEqualTo(new Reply(Reply.Outcome.UNCERTAIN, "看屏", "look"));
    assertThat(test("strip-3").outcome()).isEqualTo(Reply.Outcome.REFUSED);
    assertThat(test("strip-3").messageEn()).contains("'strip-3'");
  }

  @Test
  void oneTestOfADeviceAtATime() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    bench(List.of())
        .add(
            "strip-1",
            () -> {
              begun.countDown();
              goOn.await();
              return new Finding(true, "好", "good");
            });
    var first = CompletableFuture.supplyAsync(() -> test("strip-1"));
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(test("strip-1").messageZh()).contains("正在测试");
    goOn.countDown();
    assertThat(first.get(5, TimeUnit.SECONDS).outcome()).isEqualTo(Reply.Outcome.DONE);
    assertThat(test("strip-1").outcome()).isEqualTo(Reply.Outcome.DONE);
  }
}
