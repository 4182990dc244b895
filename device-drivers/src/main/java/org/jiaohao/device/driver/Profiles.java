package org.jiaohao.device.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Model profiles: YAML files that ship with the product, or a file of one's own named with {@code
 * file:/path/to/model.yaml}.
 */
public final class Profiles {
  private static final String FOLDER = "/org/jiaohao/device/profiles/";

  private Profiles() {}

  /**
   * Loads a profile.
   *
   * @param family driver family, for example {@code escpos}
   * @param name profile name or {@code file:} and a path
   */
  public static Values load(String family, String name) {
    try (InputStream in = open(family, name)) {
      if (in == null) {
        String known = String.join(", ", names(family));
        throw new ConfigurationException(
            "没有名为“" + name + "”的设备型号配置，可用：" + known + "，或 file:/型号文件路径.yaml",
            "there is no profile '"
                + name
                + "' of the driver family "
                + family
                + "; use one of "
                + known
                + ", or file:/path/to/model.yaml");
      }
      Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      if (!(read instanceof Map<?, ?> values)) {
        throw new ConfigurationException(
            "设备型号配置“" + name + "”不是键值列表", "the profile '" + name + "' is not a list of values");
      }
      return new Values(name, values);
    } catch (IOException e) {
      throw new ConfigurationException(
          "设备型号配置“" + name + "”无法读取：" + e.getMessage(),
          "the profile '" + name + "' cannot be read: " + e.getMessage());
    } catch (YAMLException e) {
      throw new ConfigurationException(
          "设备型号配置“" + name + "”不是有效的 YAML：" + e.getMessage(),
          "the profile '" + name + "' is no valid YAML: " + e.getMessage());
    }
  }

  /** Names of the profiles of a family that ship with the product. */
  public static List<String> names(String family) {
    try (InputStream in = Profiles.class.getResourceAsStream(FOLDER + family + "/index.txt")) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String family, String name) throws IOException {
    if (name.startsWith("file:")) {
      try {
        Path file = Path.of(name.substring("file:".length()));
        return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
      } catch (InvalidPathException e) {
        return null;
      }
    }
    if (!name.matches("[a-z0-9-]+")) {
      return null;
    }
    return Profiles.class.getResourceAsStream(FOLDER + family + "/" + name + ".yaml");
  }

  /** Values of a profile; each access checks what it reads. */
  public static final class Values {
    private final String name;
    private final Map<?, ?> values;

    private Values(String name, Map<?, ?> values) {
      this.name = name;
      this.values = values;
    }

    /** A whole number within bounds. */
    public int number(String key, int least, int most) {
      if (values.get(key) instanceof Integer number && number >= least && number <= most) {
        return number;
      }
      throw bad(key, least + "–" + most);
    }

    /** A whole number within bounds, or the word none, which gives another number. */
    public int numberOrNone(String key, int least, int most, int none) {
      if ("none".equals(values.get(key))) {
        return none;
      }
      if (values.get(key) instanceof Integer number && number >= least && number <= most) {
        return number;
      }
      throw bad(key, least + "–" + most + " | none");
    }

    /** One of some words. */
    public String word(String key, Set<String> allowed) {
      String word = String.valueOf(values.get(key));
      if (allowed.contains(word)) {
        return word;
      }
      throw bad(key, String.join(" | ", allowed.stream().sorted().toList()));
    }

    /** Any text. */
    public String text(String key) {
      if (values.get(key) instanceof String text && !text.isBlank()) {
        return text;
      }
      throw bad(key, "…");
    }

    /** true or false. */
    public boolean flag(String key) {
      if (values.get(key) instanceof Boolean flag) {
        return flag;
      }
      throw bad(key, "true | false");
    }

    /** true or false, or what it is in profiles that do not say. */
    public boolean flag(String key, boolean otherwise) {
      return values.containsKey(key) ? flag(key) : otherwise;
    }

    private ConfigurationException bad(String key, String allowed) {
      return new ConfigurationException(
          "设备型号配置“" + name + "”中 " + key + " 应为：" + allowed,
          "in profile '" + name + "' the value of " + key + " must be " + allowed);
    }
  }
}
