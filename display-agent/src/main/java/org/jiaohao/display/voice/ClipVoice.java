package org.jiaohao.display.voice;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Clips, one after another: the hall's own recordings, named as in {@link ClipNames} and in the
 * lexicon, and those that come with the program where the hall has none.
 */
final class ClipVoice implements Voice {
  private static final int GAP_MS = 50;
  private static final int GAP_AFTER_NUMBER_MS = 250;

  private final Path folder;
  private final ClipSet own;
  private final ClipSet program = ClipSet.ofProgram();

  /** Clips that the hall has not recorded. */
  private final TreeSet<String> replaced = new TreeSet<>();

  /** Clips that are nowhere. */
  private final TreeSet<String> missing = new TreeSet<>();

  private ClipVoice(Path folder) {
    this.folder = folder;
    this.own = folder == null ? ClipSet.empty() : ClipSet.in(folder);
  }

  /**
   * Loads the clips.
   *
   * @param folder the hall's own recordings, or null
   * @param yao whether the digit 1 is spoken 幺
   */
  static ClipVoice load(Path folder, Lexicon lexicon, boolean yao) {
    var voice = new ClipVoice(folder);
    var needed = new TreeSet<String>();
    ClipNames.all().keySet().stream()
        .map(word -> lexicon.own(word).clip())
        .filter(clip -> yao || !clip.equals(ClipNames.YAO))
        .forEach(needed::add);
    lexicon.entries().values().forEach(entry -> needed.add(entry.clip()));
    needed.removeAll(voice.own.clips().keySet());
    for (String clip : needed) {
      (voice.program.clips().containsKey(clip) ? voice.replaced : voice.missing).add(clip);
    }
    return voice;
  }

  @Override
  public String name() {
    return "clips";
  }

  @Override
  public Optional<Trouble> unusable() {
    return Optional.empty();
  }

  /** What people should know although it can speak; empty when all is well. */
  Optional<Trouble> warning() {
    var zh = new ArrayList<String>();
    var en = new ArrayList<String>();
    if (folder != null && !replaced.isEmpty()) {
      zh.add(
          "录音目录 %s 缺少 %d 个录音，由程序自带的录音代替：%s。".formatted(folder, replaced.size(), names(replaced)));
      en.add(
          "%d clips are missing in %s, those of the program are heard instead: %s."
              .formatted(replaced.size(), folder, names(replaced)));
    }
    if (!missing.isEmpty()) {
      zh.add(
          "发音词典的下列词语没有录音，由后备语音或简短用语代替：%s；请录制后放入 jiaohao.voice.clips 目录。".formatted(names(missing)));
      en.add(
          "These words of the lexicon have no clip, so a fallback or a shorter phrase is heard: %s. Record them into the folder jiaohao.voice.clips."
              .formatted(names(missing)));
    }
    if (!own.broken().isEmpty()) {
      String list = String.join("; ", own.broken());
      zh.add("录音目录 %s 中读不了：%s。".formatted(folder, list));
      en.add("Not readable in %s: %s.".formatted(folder, list));
    }
    return zh.isEmpty()
        ? Optional.empty()
        : Optional.of(new Trouble("CLIPS_MISSING", String.join("", zh), String.join(" ", en)));
  }

  private static String names(TreeSet<String> clips) {
    return String.join(" ", clips);
  }

  /** The chime before each call. */
  Sound chime() {
    return clip(ClipNames.CHIME);
  }

  private Sound clip(String name) {
    Sound recorded = own.clips().get(name);
    return recorded != null ? recorded : program.clips().get(name);
  }

  @Override
  public Sound say(Phrase phrase) throws VoiceException {
    List<String> absent =
        phrase.words().stream()
            .map(Phrase.Word::clip)
            .filter(clip -> clip(clip) == null)
            .distinct()
            .toList();
    if (!absent.isEmpty()) {
      String names = String.join(" ", absent);
      throw new VoiceException(
          new Trouble(
              "CLIPS_MISSING",
              "“%s”缺少录音：%s，请录制后放入 jiaohao.voice.clips 目录并重启。".formatted(phrase.text(), names),
              "No clip %s for '%s': record it into the folder jiaohao.voice.clips and restart."
                  .formatted(names, phrase.text())),
          null);
    }
    var parts = new ArrayList<Sound>();
    for (Phrase.Word word : phrase.words()) {
      parts.add(clip(word.clip()));
      parts.add(Sound.silence(word.clip().equals("hao") ? GAP_AFTER_NUMBER_MS : GAP_MS));
    }
    parts.removeLast();
    return Sound.join(parts);
  }
}
