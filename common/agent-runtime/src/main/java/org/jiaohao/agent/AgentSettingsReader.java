package org.jiaohao.agent;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.device.api.DeviceConfig;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Reads {@code jiaohao.*} and reports everything that is wrong at once. What is wrong or missing in
 * the lines of one device does not count here: {@link DeviceReports} reports it as that device's
 * failure, and the agent runs.
 */
final class AgentSettingsReader {
  private static final Pattern ID = Pattern.compile("[a-z0-9-]+");
  private static final Bindable<Map<String, Map<String, String>>> DEVICES =
      Bindable.of(
          ResolvableType.forClassWithGenerics(
              Map.class,
              ResolvableType.forClass(String.class),
              ResolvableType.forClassWithGenerics(Map.class, String.class, String.class)));

  private final Environment environment;
  private final List<String> problems = new ArrayList<>();

  private AgentSettingsReader(Environment environment) {
    this.environment = environment;
  }

  /**
   * Reads the settings.
   *
   * @throws SettingsException when a mandatory one is missing or one has a wrong form
   */
  static AgentSettings read(Environment environment) {
    return new AgentSettingsReader(environment).read();
  }

  /**
   * Reads only the devices.
   *
   * @throws SettingsException when one has a wrong form
   */
  static List<DeviceConfig> readDevices(Environment environment) {
    var reader = new AgentSettingsReader(environment);
    List<DeviceConfig> devices = reader.devices();
    if (!reader.problems.isEmpty()) {
      throw new SettingsException(reader.problems);
    }
    return devices;
  }

  private AgentSettings read() {
    URI server = server();
    String hall = id("jiaohao.hall", "大厅编号", "the hall's id");
    String agentId = id("jiaohao.agent.id", "本机编号", "the id of this agent");
    AgentDescription.Kind kind = kind();
    String mqttUri = mqttUri();
    List<DeviceConfig> devices = devices();
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new AgentSettings(
        server, hall, agentId, kind, dataDir(), value("jiaohao.enrolment-code"), mqttUri, devices);
  }

  private Path dataDir() {
    String data = value("jiaohao.data");
    return Path.of(data == null ? "data/" + value("jiaohao.agent.id") : data)
        .toAbsolutePath()
        .normalize();
  }

  private String value(String key) {
    String value = Binder.get(environment).bind(key, String.class).map(String::strip).orElse("");
    return value.isEmpty() ? null : value;
  }

  private String mandatory(String key, String zh, String en) {
    String value = value(key);
    if (value == null) {
      problems.add("缺少设置 %s（%s）。 / Setting %s is missing (%s).".formatted(key, zh, key, en));
    }
    return value;
  }

  private URI server() {
    String key = "jiaohao.server";
    String value = mandatory(key, "叫号服务器地址", "address of the hall server");
    if (value == null) {
      return null;
    }
    try {
      URI uri = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
      boolean plain = "http".equals(uri.getScheme()) && PinnedTls.loopback(uri.getHost());
      if (uri.getHost() != null && ("https".equals(uri.getScheme()) || plain)) {
        return uri;
      }
      wrong(key, value, "https://10.0.0.1:8443");
    } catch (IllegalArgumentException e) {
      wrong(key, value, "https://10.0.0.1:8443");
    }
    return null;
  }

  /** Plain addresses of this machine only: in the hall's network a secret goes over TLS. */
  private String mqttUri() {
    String key = "jiaohao.mqtt.uri";
    String value = value(key);
    if (value == null || value.matches("(ssl|mqtts)://.+")) {
      return value;
    }
    try {
      URI uri = URI.create(value);
      if (Set.of("tcp", "mqtt").contains(uri.getScheme()) && PinnedTls.loopback(uri.getHost())) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      wrong(key, value, "ssl://10.0.0.1:8883");
      return null;
    }
    wrong(key, value, "ssl://10.0.0.1:8883");
    return null;
  }

  private String id(String key, String zh, String en) {
    String value = mandatory(key, zh, en);
    if (value != null && !ID.matcher(value).matches()) {
      wrong(key, value, "[a-z0-9-]+");
    }
    return value;
  }

  private AgentDescription.Kind kind() {
    String key = "jiaohao.agent.kind";
    String value = mandatory(key, "终端类型", "kind of this agent");
    if (value == null) {
      return null;
    }
    return switch (value.toUpperCase(Locale.ROOT)) {
      case "KIOSK" -> AgentDescription.Kind.KIOSK;
      case "DISPLAY" -> AgentDescription.Kind.DISPLAY;
      default -> {
        wrong(key, value, "KIOSK, DISPLAY");
        yield null;
      }
    };
  }

  private List<DeviceConfig> devices() {
    Map<String, Map<String, String>> lines =
        new TreeMap<>(Binder.get(environment).bind("jiaohao.devices", DEVICES).orElse(Map.of()));
    List<DeviceConfig> devices = new ArrayList<>();
    lines.forEach((name, values) -> devices.add(device(name, values)));
    return List.copyOf(devices);
  }

  private DeviceConfig device(String name, Map<String, String> values) {
    String key = "jiaohao.devices." + name;
    if (!ID.matcher(name).matches()) {
      wrong(key, name, "[a-z0-9-]+");
    }
    Map<String, String> options = new HashMap<>(values);
    String driver = options.remove("driver");
    String address = options.remove("address");
    String profile = options.remove("profile");
    if (orEmpty(address).matches("(https|ipps)://.*")) {
      options.putIfAbsent("certificates", dataDir().resolve("device-certificates").toString());
    }
    return new DeviceConfig(
        name, orEmpty(driver), orEmpty(address), profile, Map.copyOf(new TreeMap<>(options)));
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value.strip();
  }

  private void wrong(String key, String value, String expected) {
    problems.add(
        "设置 %s 的值“%s”不对，应为 %s。 / Setting %s is \"%s\" but should be like %s."
            .formatted(key, value, expected, key, value, expected));
  }
}
