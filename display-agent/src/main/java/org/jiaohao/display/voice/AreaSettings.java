package org.jiaohao.display.voice;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.jiaohao.device.api.DeviceConfig;

/**
 * Settings of one voice: {@code jiaohao.voice.*} for all of them, and the same names among the
 * options of a device for this one.
 *
 * @param device device name
 * @param file folder to write sound files into, or null
 * @param sound sound device, or null when files are written
 * @param engines clips, espeak, system in the order they are tried; empty = silent
 * @param clips folder of the hall's own recordings, or null
 * @param lexicon file, or null for the one that comes with the program
 * @param hours volume
 * @param one how the digit 1 of a ticket is said
 * @param sayArea whether the area is said
 * @param areas whose calls are spoken, together with those of the windows; both empty = all
 * @param windows whose calls are spoken, in capitals
 */
record AreaSettings(
    String device,
    Path file,
    String sound,
    List<String> engines,
    Path clips,
    Path lexicon,
    VoiceHours hours,
    char one,
    boolean sayArea,
    Set<String> areas,
    Set<String> windows) {
  private static final Set<String> ENGINES = Set.of("clips", "espeak", "system");
  private static final Set<String> NAMES =
      Set.of(
          "engine", "fallback", "clips", "lexicon", "volume", "mute", "silent", "one", "say-area");
  private static final Map<String, Character> ONES =
      Map.of("yi", '一', "yao", '幺', "一", '一', "幺", '幺');
  private static final Set<String> OF_DEVICE = Set.of("area", "windows");
  private static final String FILES = "wav:";
  private static final String AUDIO = "audio:";
  private static final int MOST_WINDOWS = 1000;

  /** Settings that make no sense. */
  static final class BadSettings extends Exception {
    private final transient Trouble trouble;

    private BadSettings(Trouble trouble) {
      super(trouble.en());
      this.trouble = trouble;
    }

    Trouble trouble() {
      return trouble;
    }
  }

  /**
   * Reads the settings of a voice.
   *
   * @param common value of {@code jiaohao.voice.{name}}, or null
   * @throws BadSettings names the first one that is wrong
   */
  static AreaSettings read(DeviceConfig config, UnaryOperator<String> common) throws BadSettings {
    return new Reader(config, common).read();
  }

  /** Whether this voice speaks a call. */
  boolean takes(TicketCalled call) {
    String area = call.area() == null ? "" : call.area();
    return areas.isEmpty() && windows.isEmpty()
        || windows.contains(call.window().toUpperCase(Locale.ROOT))
        || areas.stream().anyMatch(a -> area.equals(a) || area.startsWith(a + "-"));
  }

  private record Reader(DeviceConfig config, UnaryOperator<String> common) {

    AreaSettings read() throws BadSettings {
      Map<String, String> options = config.options();
      for (String name : new TreeSet<>(options.keySet())) {
        if (!NAMES.contains(name) && !OF_DEVICE.contains(name)) {
          throw wrong(name, options.get(name), String.join(" ", new TreeSet<>(NAMES)));
        }
      }
      String address = String.valueOf(config.address());
      boolean files = address.startsWith(FILES);
      if (!files && !address.startsWith(AUDIO)) {
        throw wrong("address", address, "audio:default, audio:NAME, wav:/folder");
      }
      String one = value("one", "yi");
      Character digit = ONES.get(one);
      if (digit == null) {
        throw wrong("one", one, "yi, yao, 一, 幺");
      }
      return new AreaSettings(
          config.name(),
          files ? path("address", address.substring(FILES.length())) : null,
          files ? null : address.substring(AUDIO.length()),
          engines(),
          path("clips", value("clips", "")),
          path("lexicon", value("lexicon", "")),
          hours(),
          digit,
          flag("say-area"),
          Set.copyOf(items(options.getOrDefault("area", ""))),
          windows(options.getOrDefault("windows", "")));
    }

    private String value(String name, String otherwise) {
      String own = config.options().get(name);
      String value = own != null ? own : common.apply(name);
      return value == null ? otherwise : value.strip();
    }

    private boolean flag(String name) throws BadSettings {
      String value = value(name, "false");
      if (!value.equals("true") && !value.equals("false")) {
        throw wrong(name, value, "true, false");
      }
      return value.equals("true");
    }

    private Path path(String name, String value) throws BadSettings {
      try {
        return value.isEmpty() ? null : Path.of(value);
      } catch (InvalidPathException e) {
        throw wrong(name, value, "/folder");
      }
    }

    /** The driver {@code voice} follows the setting {@code engine}; any other one is the engine. */
    private List<String> engines() throws BadSettings {
      String driver = String.valueOf(config.driver()).replace("espeak-ng", "espeak");
      String engine = driver.equals("voice") ? value("engine", "clips") : driver;
      var engines = new LinkedHashSet<String>();
      if (engine.equals("none")) {
        return List.of();
      }
      engines.add(engine);
      engines.addAll(items(value("fallback", "")));
      engines.remove("none");
      for (String name : engines) {
        if (!ENGINES.contains(name)) {
          throw wrong("engine/fallback", name, "voice, clips, espeak, system, none");
        }
      }
      return List.copyOf(engines);
    }

    private VoiceHours hours() throws BadSettings {
      if (flag("silent")) {
        return VoiceHours.parse("0", "");
      }
      try {
        return VoiceHours.parse(value("volume", ""), value("mute", ""));
      } catch (IllegalArgumentException e) {
        throw wrong("volume/mute", e.getMessage(), "80,12:00-14:00=40 / 18:00-08:00");
      }
    }

    private static List<String> items(String text) {
      return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    private Set<String> windows(String text) throws BadSettings {
      var windows = new TreeSet<String>();
      for (String item : items(text)) {
        if (item.matches("\\d{1,3}-\\d{1,3}")) {
          var ends = new ArrayList<>(Arrays.stream(item.split("-")).map(Integer::valueOf).toList());
          for (int no = ends.getFirst(); no <= ends.getLast(); no++) {
            windows.add(String.valueOf(no));
          }
          if (ends.getFirst() > ends.getLast()) {
            throw wrong("windows", item, "1-8,12");
          }
        } else {
          windows.add(item.toUpperCase(Locale.ROOT));
        }
      }
      if (windows.size() > MOST_WINDOWS) {
        throw wrong("windows", text, "1-8,12");
      }
      return Set.copyOf(windows);
    }

    private BadSettings wrong(String name, String value, String expected) {
      String device = config.name();
      return new BadSettings(
          new Trouble(
              "CONFIGURATION",
              "语音设备 %s 配置不正确：%s 为“%s”，应为 %s；改正后重启显示程序。".formatted(device, name, value, expected),
              "The voice %s is configured wrongly: %s is '%s' but should be like %s; mend it and restart this agent."
                  .formatted(device, name, value, expected)));
    }
  }
}
