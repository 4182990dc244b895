package org.jiaohao.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.TestDevice;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.tool.DeviceTrial;
import org.jiaohao.device.tool.DeviceTrial.Finding;
import org.jiaohao.device.tool.Found;

/**
 * Commands {@code scan-devices} and {@code test-device}: what is plugged in at this agent, and
 * whether the devices it runs do what they should. A device is tried as it runs; its port is not
 * opened a second time.
 */
public final class DeviceBench {
  /** A device that runs is there at once, or it is away. */
  private static final Duration READY = Duration.ofSeconds(2);

  private static final int AT_MOST = 60; // what 64 KB hold, whatever the devices call themselves
  private static final int NAME_AT_MOST = 200;

  private final AgentSettings settings;
  private final Supplier<List<Found>> scan;
  private final Map<String, Test> tests = new ConcurrentHashMap<>();
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  /** Tries one device; may take 25 seconds. */
  public interface Test {
    /** Tries it and says what must be seen. */
    Finding run() throws InterruptedException;
  }

  /**
   * Takes the commands of an agent.
   *
   * @param scan looks what is plugged in
   */
  public DeviceBench(HallLink link, AgentSettings settings, Supplier<List<Found>> scan) {
    this.settings = settings;
    this.scan = scan;
    link.onLongCommand("scan-devices", Object.class, ignored -> scan());
    link.onLongCommand("test-device", TestDevice.class, command -> test(command.device()));
  }

  /** Offers a running device for tests. */
  public void add(Device device) {
    add(device.name(), () -> tryOut(device));
  }

  /** Offers a device that needs more than {@link #tryOut}: something before or afterwards. */
  public void add(String device, Test test) {
    tests.put(device, test);
  }

  /** Tries a running device; takes up to 25 seconds. */
  public static Finding tryOut(Device device) throws InterruptedException {
    return DeviceTrial.run(device, READY);
  }

  private Reply test(String device) {
    Test test = tests.get(device);
    if (test == null) {
      return new Reply(
          Reply.Outcome.REFUSED,
          "本机没有运行名为“" + device + "”的设备，请检查终端配置。",
          "No device '" + device + "' runs here. Check the settings of the agent.");
    }
    if (!running.add(device)) {
      return new Reply(
          Reply.Outcome.REFUSED,
          "设备“" + device + "”正在测试，请等待结果。",
          "Device '" + device + "' is being tested; wait for its result.");
    }
    try {
      Finding finding = test.run();
      return new Reply(
          finding.good() ? Reply.Outcome.DONE : Reply.Outcome.UNCERTAIN,
          finding.zh(),
          finding.en());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply(
          Reply.Outcome.UNCERTAIN, "测试被中断，请再试一次。", "The test was interrupted; try it once more.");
    } finally {
      running.remove(device);
    }
  }

  private Reply scan() {
    var all = new ArrayList<Reply.Found>();
    Set<String> taken = new HashSet<>();
    settings.devices().forEach(device -> taken.add(device.name()));
    for (Found each : scan.get().stream().limit(AT_MOST).toList()) {
      String configured = configured(each);
      String lines = configured == null ? each.proposal(freeName(each, taken)) : "";
      all.add(
          new Reply.Found(
              each.path(),
              orNull(each.vendor()),
              cut(each.name()),
              each.known().map(known -> orNull(known.zh())).orElse(null),
              each.known().map(known -> orNull(known.en())).orElse(null),
              configured,
              orNull(lines)));
    }
    return all.isEmpty()
        ? new Reply(
            Reply.Outcome.DONE,
            "没有发现设备。请检查电源和连接线，以及运行用户是否在 dialout、lp、input 组。",
            "Nothing is plugged in. Check power and cables, and that the user is in the groups"
                + " dialout, lp and input.",
            List.of())
        : new Reply(Reply.Outcome.DONE, null, null, all);
  }

  /** The configured device on the same port, or null. */
  private String configured(Found found) {
    for (DeviceConfig device : settings.devices()) {
      String address = withoutOptions(device.address());
      String path = address.substring(address.indexOf(':') + 1);
      if (path.equals(found.path()) || address.equals(withoutOptions(found.address()))) {
        return device.name();
      }
    }
    return null;
  }

  private static String withoutOptions(String address) {
    int options = address.indexOf('?');
    return options < 0 ? address : address.substring(0, options);
  }

  /** The name under which an agent looks for such a device, or the next one nobody has. */
  private String freeName(Found found, Set<String> taken) {
    boolean printer = found.known().map(known -> known.driver().equals("escpos")).orElse(false);
    if (printer && settings.kind() == AgentDescription.Kind.KIOSK && taken.add("ticket-printer")) {
      return "ticket-printer";
    }
    int number = 1;
    while (!taken.add("device-" + number)) {
      number++;
    }
    return "device-" + number;
  }

  private static String cut(String name) {
    return name.length() <= NAME_AT_MOST ? name : name.substring(0, NAME_AT_MOST);
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
