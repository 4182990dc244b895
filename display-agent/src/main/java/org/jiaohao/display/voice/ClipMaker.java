package org.jiaohao.display.voice;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The command {@code --jiaohao.voice.make-clips=/folder}: makes a complete set of clips by another
 * engine, which a hall replaces by recordings one after another. Files that exist are left alone.
 */
public final class ClipMaker {
  private static final String SETTING = "jiaohao.voice.make-clips";

  /** All clips sound equally loud: root mean square of the samples, of 32,768. */
  private static final double LOUDNESS = 3500;

  private static final double HIGHEST_PEAK = 30_000;

  @Configuration(proxyBeanMethods = false)
  static class SettingsOnly {}

  private final Voice voice;
  private final Lexicon lexicon;

  ClipMaker(Voice voice, Lexicon lexicon) {
    this.voice = voice;
    this.lexicon = lexicon;
  }

  /** Whether the arguments of the program ask for clips. */
  public static boolean wanted(String[] arguments) {
    return Arrays.stream(arguments).anyMatch(a -> a.startsWith("--" + SETTING + "="));
  }

  /**
   * Makes the clips.
   *
   * @return exit status: 0 = all there, 1 = not
   */
  public static int run(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(SettingsOnly.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .properties("logging.level.root=WARN")
            .run(arguments)) {
      return run(context.getEnvironment(), out);
    }
  }

  private static int run(Environment environment, PrintStream out) {
    String file = environment.getProperty("jiaohao.voice.lexicon", "").strip();
    Lexicon lexicon = Lexicon.ofHall(file.isEmpty() ? null : Path.of(file));
    lexicon.trouble().ifPresent(t -> say(out, t.zh(), t.en()));
    boolean system = environment.getProperty("jiaohao.voice.engine", "").equals("system");
    Voice voice = system ? new SystemVoice() : new EspeakVoice();
    Optional<Trouble> unusable = voice.unusable();
    if (unusable.isPresent()) {
      say(out, unusable.get().zh(), unusable.get().en());
      return 1;
    }
    Path folder = Path.of(environment.getRequiredProperty(SETTING));
    try {
      int made = new ClipMaker(voice, lexicon).make(folder);
      say(
          out,
          "已在 %s 生成 %d 个录音，原有文件未改动；文件与词语对照见 clips.csv，可逐个换成真人录音。".formatted(folder, made),
          "Made %d clips in %s; files that existed were left alone. clips.csv tells the word of each file: replace them by recordings as you like."
              .formatted(made, folder));
      return 0;
    } catch (VoiceException e) {
      say(out, e.trouble().zh(), e.trouble().en());
    } catch (IOException e) {
      say(out, "写不进 " + folder + "：" + e, "Cannot write into " + folder + ": " + e);
    }
    return 1;
  }

  private static void say(PrintStream out, String zh, String en) {
    out.println(zh);
    out.println(en);
  }

  /** Makes what is missing; says how many clips that were. */
  int make(Path folder) throws IOException, VoiceException {
    Files.createDirectories(folder);
    Map<String, Phrase.Word> words = words();
    int made = 0;
    if (keep(folder, ClipNames.CHIME, Chime.sound())) {
      made++;
    }
    for (Phrase.Word word : words.values()) {
      if (!Files.exists(file(folder, word.clip())) && keep(folder, word.clip(), spoken(word))) {
        made++;
      }
    }
    var list = new StringBuilder("file,word\n" + ClipNames.CHIME + ".wav,\n");
    words.forEach(
        (name, word) -> list.append(word.clip()).append(".wav,").append(name).append('\n'));
    Files.writeString(folder.resolve(ClipSet.LIST), list);
    return made;
  }

  /** Word → clip and wording: ours first, then those of the lexicon. */
  private Map<String, Phrase.Word> words() {
    var words = new LinkedHashMap<String, Phrase.Word>();
    ClipNames.all().keySet().forEach(word -> words.put(word, lexicon.own(word)));
    new TreeMap<>(lexicon.entries()).forEach(words::putIfAbsent);
    return words;
  }

  private Sound spoken(Phrase.Word word) throws VoiceException {
    Sound sound = voice.say(new Phrase(word.say(), List.of(word)));
    double factor = LOUDNESS / Math.max(1, sound.loudness());
    return sound.amplified(Math.min(factor, HIGHEST_PEAK / Math.max(1, sound.peak()))).faded();
  }

  private static Path file(Path folder, String clip) {
    return folder.resolve(clip + ".wav");
  }

  /** Half a file after a power cut would never be made again, so it gets its name at the end. */
  private static boolean keep(Path folder, String clip, Sound sound) throws IOException {
    Path file = file(folder, clip);
    if (Files.exists(file)) {
      return false;
    }
    Path fresh = folder.resolve(clip + ".new");
    sound.writeSmall(fresh);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }
}
