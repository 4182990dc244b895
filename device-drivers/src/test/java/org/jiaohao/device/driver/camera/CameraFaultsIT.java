package org.jiaohao.device.driver.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.device.FaultSuite;
import org.jiaohao.device.Job;
import org.jiaohao.device.Quick;
import org.jiaohao.device.Verdict;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.api.DocumentCamera;
import org.jiaohao.device.api.DocumentCamera.Outcome;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.emulator.camera.OverheadCamera;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraFaultsIT extends FaultSuite<DocumentCamera> {
  private static final Duration SOON = Duration.ofSeconds(4);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TempDir Path devices;
  private OverheadCamera last;

  @Override
  protected String driver() {
    return "camera";
  }

  @Override
  protected Class<DocumentCamera> kind() {
    return DocumentCamera.class;
  }

  @Override
  protected List<String> transports() {
    return List.of("program");
  }

  @Override
  protected EmulatedDevice emulator(String listen) throws Exception {
    last = OverheadCamera.start("file:" + devices.resolve("video" + NUMBER.incrementAndGet()));
    return last;
  }

  @Override
  protected String profile() {
    return "file:" + last.profile();
  }

  /** Pictures have neither check fields nor addresses. */
  @Override
  protected Set<String> senseless() {
    return Set.of("wrong-check", "wrong-address");
  }

  @Override
  protected Job job(DocumentCamera camera, EmulatedDevice emulator) {
    return () -> {
      Outcome outcome = camera.take(Duration.ofSeconds(3));
      return Verdict.of(
          outcome instanceof Outcome.Taken,
          outcome instanceof Outcome.Taken taken && Arrays.equals(taken.jpeg(), sheet(emulator)));
    };
  }

  private static byte[] sheet(EmulatedDevice emulator) {
    return emulator.content("/sheet.jpg").orElseThrow().bytes();
  }

  private static DocumentCamera open(String address, String profile) {
    var config = new DeviceConfig("camera", "camera", address, profile, Map.of());
    DocumentCamera camera = Quick.device(DocumentCamera.class, config);
    camera.open();
    await().atMost(SOON).until(() -> camera.status().usable());
    return camera;
  }

  @Test
  void whatTheProgramSaysReachesThePerson() throws Exception {
    try (var emulator = OverheadCamera.start("file:" + devices.resolve("desk"));
        var camera = open(emulator.address().toString(), "file:" + emulator.profile())) {
      emulator.fault("taken", Map.of());
      assertThat(camera.take(SOON))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.fault().code()).isEqualTo("CAMERA_BUSY"));
      emulator.clear();
      emulator.fault("half-frame", Map.of("count", "1"));
      assertThat(camera.take(SOON))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.fault().code()).isEqualTo("BAD_PICTURE"));
      assertThat(camera.take(SOON)).isInstanceOf(Outcome.Taken.class);
    }
  }

  @Test
  void pulledOutWhileAPictureIsTaken() throws Exception {
    try (var emulator = OverheadCamera.start("file:" + devices.resolve("pulled"));
        var camera = open(emulator.address().toString(), "file:" + emulator.profile())) {
      emulator.fault("mute", Map.of());
      var outcome = CompletableFuture.supplyAsync(() -> camera.take(Duration.ofSeconds(30)));
      await().atMost(SOON).until(() -> camera.status().state() == DeviceState.BUSY);
      emulator.fault("unplug", Map.of());
      await()
          .atMost(Duration.ofSeconds(2))
          .until(() -> camera.status().state() == DeviceState.NO_HARDWARE);
      assertThat(outcome.get(1, TimeUnit.SECONDS)).isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void aProgramThatIsNotInstalledIsNamedWithItsPackage() throws Exception {
    Path node = Files.createFile(devices.resolve("node"));
    Path profile = devices.resolve("no.yaml");
    Files.writeString(profile, "command: \"no-such-program {file}\"\nfrom: \"apt install x\"\n");
    try (var camera = open("camera:" + node, "file:" + profile)) {
      assertThat(camera.take(SOON))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> {
                assertThat(failed.fault().messageZh()).contains("no-such-program", "apt install x");
                assertThat(failed.fault().messageEn()).contains("no-such-program");
              });
    }
  }

  @Test
  void everyShippedProfileCanBeRead() {
    for (String profile : List.of("v4l2", "ffmpeg", "ffmpeg-windows")) {
      assertThat(CameraProgram.load(profile).words()).anyMatch(word -> word.contains("{device}"));
    }
    assertThatThrownBy(
            () ->
                Quick.device(
                    DocumentCamera.class,
                    new DeviceConfig("camera", "camera", "/dev/video0", null, Map.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("camera:");
  }
}
