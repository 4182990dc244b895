package org.jiaohao.device.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jiaohao.device.api.Device;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.DocumentScanner.Source;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.driver.DeviceDriver;
import org.jiaohao.device.driver.Drivers;
import org.jiaohao.device.driver.http.HttpLine;
import org.jiaohao.device.tool.DeviceTrial.Finding;

/** The command {@code devices} of the agents, for the technician at the machine. */
public final class DeviceTool {
  private static final String USAGE =
      """
      devices scan           列出已接设备并给出配置 / what is plugged in, and lines to configure it
      devices list           列出已配置的设备 / the devices configured here
      devices drivers        列出所有驱动 / all drivers
      devices test NAME      测试一台设备（先停止本机程序）/ try one (stop the agent first)
      devices trust NAME     接受设备换过的证书 / accept that a device has got a new certificate
      devices capture NAME FILE [flatbed|feeder|feeder_duplex]
                             扫描或拍照到 .pdf .jpg .png 文件 / pages into such a file
      """;

  private final List<DeviceConfig> configured;
  private final DeviceScan scan;
  private final PrintStream out;

  /**
   * Makes the command.
   *
   * @param configured the devices of this agent
   * @param out where it answers
   */
  public DeviceTool(List<DeviceConfig> configured, DeviceScan scan, PrintStream out) {
    this.configured = configured;
    this.scan = scan;
    this.out = out;
  }

  /**
   * Carries out what stands behind {@code devices}.
   *
   * @return 0 = good, 1 = the device is not, 2 = not understood
   */
  public int run(List<String> words) throws InterruptedException {
    return switch (words.isEmpty() ? "" : words.getFirst()) {
      case "scan" -> found(scan.scan());
      case "list" -> list();
      case "drivers" -> drivers();
      case "test" -> words.size() == 2 ? test(words.get(1)) : usage();
      case "trust" -> words.size() == 2 ? trust(words.get(1)) : usage();
      case "capture" -> words.size() == 3 || words.size() == 4 ? capture(words) : usage();
      default -> usage();
    };
  }

  private int usage() {
    out.print(USAGE);
    return 2;
  }

  private int found(List<Found> all) {
    if (all.isEmpty()) {
      out.println("没有发现设备。请检查电源和连接线，以及运行用户是否在 dialout、lp、input 组。");
      out.println(
          "Nothing is plugged in. Check power and cables, and that the user is in the groups"
              + " dialout, lp and input.");
    }
    int number = 1;
    for (Found each : all) {
      out.printf("%s  %s  %s%n", each.path(), each.vendor(), each.name());
      each.known().ifPresent(known -> out.printf("    %s / %s%n", known.zh(), known.en()));
      String proposal = each.proposal("device-" + number++);
      if (!proposal.isEmpty()) {
        out.print(proposal.indent(4));
      } else if (!each.address().isEmpty()) {
        out.println("    address=" + each.address());
      }
    }
    return 0;
  }

  private int list() {
    for (DeviceConfig each : configured) {
      String profile = each.profile() == null ? "" : each.profile();
      out.printf(
          "%-20s %-12s %-40s %s%n", each.name(), each.driver(), each.shownAddress(), profile);
    }
    return 0;
  }

  private int drivers() {
    for (DeviceDriver<?> each : Drivers.all()) {
      out.printf("%-16s %s%n", each.name(), each.kind().getSimpleName());
    }
    return 0;
  }

  /** What to do with an open device. */
  @FunctionalInterface
  private interface Work {
    int on(DeviceConfig config, Device device) throws InterruptedException, IOException;
  }

  private int test(String name) throws InterruptedException {
    return with(
        name,
        (config, device) -> {
          device.open();
          return told(DeviceTrial.run(device));
        });
  }

  private int trust(String name) throws InterruptedException {
    return with(name, (config, device) -> trust(config));
  }

  private int trust(DeviceConfig config) {
    try {
      String fingerprint = HttpLine.trustAnew(config);
      out.println("已记住设备现在的证书：SHA-256 " + fingerprint + "。请与设备面板上的指纹核对。");
      out.println("The device's present certificate is kept: SHA-256 " + fingerprint + ".");
      out.println("Compare it with the fingerprint on the device's panel.");
      return 0;
    } catch (IOException e) {
      out.println("没有记住证书，请检查地址、设备电源和磁盘空间：" + e.getMessage());
      out.println("No certificate was kept. Check address, power and disk: " + e.getMessage());
      return 1;
    }
  }

  private int told(Finding finding) {
    out.println(finding.zh());
    out.println(finding.en());
    return finding.good() ? 0 : 1;
  }

  private int capture(List<String> words) throws InterruptedException {
    var capture = new Capture(Path.of(words.get(2)), out, DocumentTools.find());
    List<String> sources = Arrays.stream(Source.values()).map(DeviceTool::word).toList();
    Optional<String> source = words.stream().skip(3).findFirst();
    if (!capture.known() || source.isPresent() && !sources.contains(source.get())) {
      return usage();
    }
    return with(
        words.get(1),
        (config, device) -> {
          device.open();
          Finding trouble = DeviceTrial.notReady(device);
          return trouble == null
              ? capture.run(device, source.map(s -> Source.values()[sources.indexOf(s)]))
              : told(trouble);
        });
  }

  private static String word(Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }

  private int with(String name, Work work) throws InterruptedException {
    for (DeviceConfig each : configured) {
      if (each.name().equals(name)) {
        return with(each, work);
      }
    }
    out.println("没有配置名为“" + name + "”的设备，已配置的有：");
    out.println("No device '" + name + "' is configured; there are:");
    list();
    return 2;
  }

  private int with(DeviceConfig config, Work work) throws InterruptedException {
    try (Device device = Drivers.create(config)) {
      return work.on(config, device);
    } catch (ConfigurationException e) {
      out.println(e.messageZh());
      out.println(e.messageEn());
      return 2;
    } catch (IOException e) {
      out.println("无法写入文件：" + e.getMessage());
      out.println("The file cannot be written: " + e.getMessage());
      return 1;
    }
  }
}
