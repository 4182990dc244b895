package org.jiaohao.display.voice;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hears which clips of the program a sound file is made of, by comparing samples: the sound must
 * have been spoken at full volume.
 */
final class Ear {
  private record Pattern(String word, byte[] sound) {}

  private final List<Pattern> patterns;

  Ear() {
    Map<String, String> words = new HashMap<>();
    ClipNames.all().forEach((word, clip) -> words.put(clip, word));
    Lexicon.ofProgram().entries().forEach((word, entry) -> words.put(entry.clip(), word));
    words.put(ClipNames.CHIME, "♪");
    this.patterns =
        ClipSet.ofProgram().clips().entrySet().stream()
            .map(clip -> new Pattern(words.get(clip.getKey()), heard(clip.getValue().bytes())))
            .sorted(Comparator.comparing((Pattern pattern) -> -pattern.sound.length))
            .toList();
  }

  /** Without silence at both ends. */
  private static byte[] heard(byte[] sound) {
    int from = 0;
    int to = sound.length;
    while (from < to && silent(sound, from)) {
      from += 2;
    }
    while (to > from && silent(sound, to - 2)) {
      to -= 2;
    }
    return Arrays.copyOfRange(sound, from, to);
  }

  private static boolean silent(byte[] sound, int at) {
    return sound[at] == 0 && sound[at + 1] == 0;
  }

  /** The words of a file; {@code ♪} is the chime. */
  String hear(Path file) throws Exception {
    byte[] sound = Sound.read(file).bytes();
    var words = new ArrayList<String>();
    int at = 0;
    while (at < sound.length) {
      if (silent(sound, at)) {
        at += 2;
        continue;
      }
      Pattern found = at(sound, at);
      words.add(found.word);
      at += found.sound.length;
    }
    return String.join(" ", words);
  }

  private Pattern at(byte[] sound, int at) {
    return patterns.stream()
        .filter(
            pattern ->
                Arrays.equals(
                    pattern.sound,
                    0,
                    pattern.sound.length,
                    sound,
                    at,
                    Math.min(sound.length, at + pattern.sound.length)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no clip at byte " + at));
  }
}
