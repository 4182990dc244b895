package org.jiaohao.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DeviceState;
import org.jiaohao.device.verified.Verified;
import org.jiaohao.device.verified.Verified.Proof;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every driver survives on every line it can use: it works, the device meets a fault, the
 * driver ends what it was doing in time without claiming what the device did not do, and works
 * again by itself when the fault is gone. A driver joins with a subclass that says how one piece of
 * work looks. The short run tries all faults on the first line and some on the others, the long run
 * ({@link Repetitions}) all on all.
 *
 * @param <D> kind of device
 */
public abstract class FaultSuite<D extends Device> {
  private static final Duration SEEN = Duration.ofSeconds(2);
  private static final Duration WORKS_AGAIN = Duration.ofSeconds(8);
  private static final Duration ENDS = Duration.ofSeconds(30);
  private static final String SERIAL = "serial:";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Faults of a device's answers; spoiled once each. */
  private static final List<String> SPOILED =
      List.of(
          "noise-before", "noise-inside", "half-frame", "joined", "wrong-check", "wrong-address");

  /** Faults that last until they are taken away. */
  private static final List<String> LASTING = List.of("mute", "slow", "unplug", "power-off");

  /** On a line that is not the driver's first, in the short run. */
  private static final Set<String> SAMPLE = Set.of("half-frame", "unplug");

  @TempDir Path folder;

  /** Name of the driver. */
  protected abstract String driver();

  /** Kind of the driver's devices. */
  protected abstract Class<D> kind();

  /** Starts the emulated device, which listens on a line or (HTTP devices) on a free port. */
  protected abstract EmulatedDevice emulator(String listen) throws Exception;

  /** The work of a device that is not yet open. */
  protected abstract Job job(D device, EmulatedDevice emulator);

  /** Options of the device. */
  protected Map<String, String> options() {
    return Map.of();
  }

  /** Profile of the device, or null. */
  protected String profile() {
    return null;
  }

  /**
   * The scheme by which the driver opens a pseudo-terminal that stands for a device file, for
   * example {@code input}; null when it opens serial lines.
   */
  protected String deviceFile() {
    return null;
  }

  /** Lines the driver can use, of {@code memory}, {@code pty}, {@code tcp} and {@code http}. */
  protected List<String> transports() {
    return deviceFile() == null ? List.of("memory", "pty", "tcp") : List.of("memory", "pty");
  }

  /** Faults that make no sense here, for example a wrong check field where none exists. */
  protected Set<String> senseless() {
    return Set.of();
  }

  /** Address by which the driver reaches the emulated device. */
  protected String address(EmulatedDevice emulator) {
    String address = emulator.address();
    boolean file = deviceFile() != null && address.startsWith(SERIAL);
    return file ? deviceFile() + ":" + address.substring(SERIAL.length()) : address;
  }

  @BeforeAll
  static void forgetEarlierProofs(TestInfo test) throws Exception {
    Verified.begin(test.getTestClass().orElseThrow());
  }

  @TestFactory
  Stream<DynamicTest> survives() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String transport : transports()) {
      boolean all = Repetitions.longRun() || transport.equals(transports().getFirst());
      Stream.concat(SPOILED.stream(), LASTING.stream())
          .filter(fault -> all || SAMPLE.contains(fault))
          .filter(fault -> !senseless().contains(fault))
          .forEach(fault -> tests.add(test(transport, fault)));
    }
    return tests.stream();
  }

  private DynamicTest test(String transport, String fault) {
    return DynamicTest.dynamicTest(
        transport + ": " + fault,
        () -> {
          try (EmulatedDevice emulator = emulator(listen(transport));
              D device = device(emulator)) {
            Job job = job(device, emulator);
            device.open();
            await("ready").atMost(WORKS_AGAIN).until(() -> device.status().usable());
            works("works", job);
            meets(fault, device, emulator, job);
            works("works after " + fault, job);
            job.check();
            Verified.add(getClass(), new Proof(driver(), transport, fault, null));
          }
        });
  }

  private static void works(String what, Job job) {
    await(what).atMost(WORKS_AGAIN).until(() -> honest(job.once()) == Verdict.DONE);
  }

  private static Verdict honest(Verdict verdict) {
    assertThat(verdict).isIn(Verdict.DONE, Verdict.NOT_DONE);
    return verdict;
  }

  /** Works until the fault has taken effect, and takes it away. */
  private void meets(String fault, D device, EmulatedDevice emulator, Job job) {
    long before = emulator.hits(fault);
    emulator.fault(fault, SPOILED.contains(fault) ? Map.of("count", "1") : Map.of());
    boolean gone = fault.equals("unplug");
    if (gone) {
      await("seen to be gone")
          .atMost(SEEN)
          .until(() -> device.status().state() == DeviceState.NO_HARDWARE);
      assertThat(device.status().fault().messageZh()).isNotBlank();
      assertThat(device.status().fault().messageEn()).isNotBlank();
    }
    await("met " + fault + " and ended")
        .atMost(ENDS)
        .until(
            () -> {
              honest(job.once());
              return emulator.hits(fault) > before;
            });
    emulator.clear();
    if (gone) {
      await("back").atMost(SEEN).until(() -> device.status().state() != DeviceState.NO_HARDWARE);
    }
  }

  private String listen(String transport) {
    int number = NUMBER.incrementAndGet();
    return switch (transport) {
      case "pty" -> "pty:" + folder.resolve(number + ".tty");
      case "memory" -> "memory:" + driver() + number;
      default -> "tcp:127.0.0.1:0";
    };
  }

  private D device(EmulatedDevice emulator) {
    String address = address(emulator);
    var config = new DeviceConfig("device-1", driver(), address, profile(), options());
    return Quick.device(kind(), config);
  }
}
