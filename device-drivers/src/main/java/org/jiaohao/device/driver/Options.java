package org.jiaohao.device.driver;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jiaohao.device.api.DeviceConfig;

/**
 * Options of one device, checked as they are read; each method throws {@link
 * ConfigurationException} when a value is not understood.
 *
 * @param config whose options
 */
public record Options(DeviceConfig config) {
  /** A whole number within bounds. */
  public int number(String option, int usual, int least, int most) {
    String value = text(option, String.valueOf(usual));
    if (value.matches("\\d{1,9}")
        && Integer.parseInt(value) >= least
        && Integer.parseInt(value) <= most) {
      return Integer.parseInt(value);
    }
    throw ConfigurationException.of(
        config,
        option + " 应为 " + least + " 至 " + most + " 的整数",
        option + " must be a number from " + least + " to " + most);
  }

  /** One of an enum's names, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String option, E usual) {
    String value = text(option, usual.name()).toUpperCase(Locale.ROOT).replace('-', '_');
    E[] all = usual.getDeclaringClass().getEnumConstants();
    List<String> names =
        Arrays.stream(all).map(e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
    return Arrays.stream(all)
        .filter(each -> each.name().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                ConfigurationException.of(
                    config,
                    option + " 应为：" + String.join("、", names),
                    option + " must be one of " + String.join(", ", names)));
  }

  /** true or false. */
  public boolean flag(String option, boolean usual) {
    return switch (text(option, String.valueOf(usual))) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw ConfigurationException.of(
              config, option + " 应为 true 或 false", option + " must be true or false");
    };
  }

  /** Text as written. */
  public String text(String option, String usual) {
    return config.options().getOrDefault(option, usual);
  }

  /** Name of the profile, or what is usual when none is configured. */
  public String profile(String usual) {
    return config.profile() == null ? usual : config.profile();
  }
}
