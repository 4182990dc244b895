package org.jiaohao.device.driver.template;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jiaohao.device.Quick;
import org.jiaohao.device.SignFaultSuite;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.line.BusModel;
import org.jiaohao.emulator.line.EmulatedModel;
import org.jiaohao.emulator.template.Maker;
import org.jiaohao.emulator.template.TemplateKind;
import org.jiaohao.emulator.template.TemplateStrip;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateFaultsIT extends SignFaultSuite {
  @Override
  protected String driver() {
    return "template";
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    return TemplateKind.start(listen, 0, Maker.PINGANLIHE, 1, 1, 128);
  }

  /** These signs never answer: there is nothing to spoil, and silence is all one hears of them. */
  @Override
  protected Set<String> senseless() {
    return Set.of(
        "noise-before",
        "noise-inside",
        "half-frame",
        "joined",
        "wrong-check",
        "wrong-address",
        "mute",
        "slow");
  }

  @SuppressWarnings("unchecked")
  private static String text(EmulatedDevice strips) {
    return ((EmulatedModel<BusModel<TemplateStrip>>) strips)
        .read(bus -> bus.devices().getFirst().text());
  }

  @Override
  protected boolean shows(EmulatedDevice emulator, String ticket, byte[] preview) {
    return text(emulator).equals(text(ticket));
  }

  @ParameterizedTest
  @CsvSource({
    "PINGANLIHE,pinganlihe-strip",
    "SHUANGFENG,shuangfeng",
    "YINDAHUIZHI,yindahuizhi-strip"
  })
  void theMakersStripsShowCallsAndAreToldAgainAfterAPowerCut(
      Maker maker, String profile, @TempDir java.nio.file.Path own) throws Exception {
    var source =
        java.nio.file.Path.of(
            "src/main/resources/org/jiaohao/device/profiles/template/" + profile + ".yaml");
    var often = own.resolve("often.yaml");
    java.nio.file.Files.writeString(
        often,
        java.nio.file.Files.readString(source).replace("resend-seconds: 30", "resend-seconds: 1"));
    try (var strip = TemplateKind.start("pty:" + own.resolve("s.tty"), 9600, maker, 7, 1, 128);
        Sign sign =
            Quick.device(
                Sign.class,
                new DeviceConfig(
                    "strip-1",
                    "template",
                    strip.address() + "?baud=9600",
                    "file:" + often,
                    Map.of("card-address", "7")))) {
      sign.open();
      sign.show(SignContent.of("请A001号", Color.RED, Motion.STATIC, 0), outcome -> {});
      await().atMost(Duration.ofSeconds(5)).until(() -> text(strip).equals("请A001号"));
      strip.fault("power-off", Map.of());
      strip.fault("power-on", Map.of());
      await().atMost(Duration.ofSeconds(5)).until(() -> text(strip).equals("请A001号"));
    }
  }
}
