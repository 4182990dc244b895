package org.jiaohao.agent;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.tool.DeviceScan;
import org.jiaohao.device.tool.DeviceTool;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * The command {@code devices} of an agent: {@code java -jar kiosk-agent.jar devices scan}. It reads
 * the agent's own settings, from file, environment and arguments, and needs no server.
 */
public final class DeviceCommand {
  @Configuration(proxyBeanMethods = false)
  static class SettingsOnly {}

  private DeviceCommand() {}

  /** Whether the arguments of the program begin with {@code devices}. */
  public static boolean wanted(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals("devices");
  }

  /**
   * Carries out the command.
   *
   * @return exit status: 0 = good, 1 = the device is not, 2 = not understood
   */
  public static int run(String[] arguments) throws InterruptedException {
    return run(arguments, new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  static int run(String[] arguments, PrintStream out) throws InterruptedException {
    List<String> words = Arrays.stream(arguments).skip(1).filter(a -> !setting(a)).toList();
    String[] settings =
        Arrays.stream(arguments).filter(DeviceCommand::setting).toArray(String[]::new);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(SettingsOnly.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .properties("logging.level.root=WARN")
            .run(settings)) {
      List<DeviceConfig> devices = AgentSettingsReader.readDevices(context.getEnvironment());
      devices.forEach(device -> nameWhatIsMissing(device, out));
      return new DeviceTool(devices, new DeviceScan(), out).run(words);
    } catch (SettingsException e) {
      out.println(e.getMessage());
      return 2;
    }
  }

  private static void nameWhatIsMissing(DeviceConfig device, PrintStream out) {
    Map.of("driver", device.driver(), "address", device.address())
        .forEach(
            (setting, value) -> {
              if (value.isEmpty()) {
                String key = "jiaohao.devices." + device.name() + "." + setting;
                out.println("未设置 " + key + "。");
                out.println(key + " is not set.");
              }
            });
  }

  private static boolean setting(String argument) {
    return argument.startsWith("--");
  }
}
