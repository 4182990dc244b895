package org.jiaohao.display.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Recorded clips, one after another: a folder of WAV files named as in {@link ClipNames} and in the
 * lexicon. Their silence is trimmed when they are loaded.
 */
final class ClipVoice implements Voice {
  private static final String WAV = ".wav";
  private static final int GAP_MS = 50;
  private static final int GAP_AFTER_NUMBER_MS = 250;
  private static final int MOST_CLIPS = 500;

  private final Path folder;
  private final Map<String, Sound> clips = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();
  private final TreeSet<String> missing = new TreeSet<>();

  private ClipVoice(Path folder) {
    this.folder = folder;
  }

  /**
   * Loads a folder.
   *
   * @param folder null holds no clips
   * @param yao whether the digit 1 is spoken 幺
   */
  static ClipVoice load(Path folder, Lexicon lexicon, boolean yao) {
    var voice = new ClipVoice(folder);
    if (folder != null) {
      voice.read();
    }
    ClipNames.all().keySet().stream()
        .map(word -> lexicon.own(word).clip())
        .filter(clip -> yao || !clip.equals(ClipNames.YAO))
        .forEach(voice.missing::add);
    lexicon.entries().values().forEach(entry -> voice.missing.add(entry.clip()));
    voice.missing.removeAll(voice.clips.keySet());
    return voice;
  }

  private void read() {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(WAV))
          .sorted()
          .limit(MOST_CLIPS)
          .forEach(this::read);
    } catch (IOException | UncheckedIOException e) {
      broken.add(e.toString());
    }
  }

  private void read(Path file) {
    String name = file.getFileName().toString();
    String clip = name.substring(0, name.length() - WAV.length()).toLowerCase(Locale.ROOT);
    try {
      Sound sound = Sound.read(file).trimmed().faded();
      if (sound.isSilent()) {
        broken.add(name + ": silent");
      } else {
        clips.put(clip, sound);
      }
    } catch (IOException e) {
      broken.add(name + ": " + e.getMessage());
    }
  }

  @Override
  public String name() {
    return "clips";
  }

  @Override
  public Optional<Trouble> unusable() {
    return clips.isEmpty()
        ? Optional.of(
            new Trouble(
                "CLIPS_MISSING",
                "录音目录（jiaohao.voice.clips）"
                    + folder
                    + " 里没有可用的录音，请先用 --jiaohao.voice.make-clips=目录 生成一套。",
                "The folder jiaohao.voice.clips "
                    + folder
                    + " holds no clips: make a first set with --jiaohao.voice.make-clips=FOLDER."))
        : Optional.empty();
  }

  @Override
  public Optional<Trouble> warning() {
    if (missing.isEmpty() && broken.isEmpty()) {
      return Optional.empty();
    }
    String wrong = broken.isEmpty() ? "" : " " + String.join("; ", broken);
    return Optional.of(
        new Trouble(
            "CLIPS_MISSING",
            "录音目录 "
                + folder
                + " 缺少 "
                + missing.size()
                + " 个录音（遇到时改用后备语音）："
                + String.join(" ", missing)
                + (wrong.isEmpty() ? "。" : "；读不了：" + wrong + "。"),
            missing.size()
                + " clips are missing in "
                + folder
                + " (the fallback speaks such phrases): "
                + String.join(" ", missing)
                + (wrong.isEmpty() ? "." : "; not readable:" + wrong + ".")));
  }

  /** The hall's own chime, when there is one. */
  Optional<Sound> chime() {
    return Optional.ofNullable(clips.get(ClipNames.CHIME));
  }

  @Override
  public Sound say(Phrase phrase) throws VoiceException {
    List<String> absent =
        phrase.words().stream()
            .map(Phrase.Word::clip)
            .filter(clip -> !clips.containsKey(clip))
            .distinct()
            .toList();
    if (!absent.isEmpty()) {
      String names = String.join(" ", absent);
      throw new VoiceException(
          new Trouble(
              "CLIPS_MISSING",
              "“" + phrase.text() + "”缺少录音：" + names + "，请录制后放入 " + folder + " 并重启。",
              "No clip "
                  + names
                  + " for '"
                  + phrase.text()
                  + "': record it into "
                  + folder
                  + " and restart."),
          null);
    }
    var parts = new ArrayList<Sound>();
    for (Phrase.Word word : phrase.words()) {
      parts.add(clips.get(word.clip()));
      parts.add(Sound.silence(word.clip().equals("hao") ? GAP_AFTER_NUMBER_MS : GAP_MS));
    }
    parts.removeLast();
    return Sound.join(parts);
  }
}
