package org.jiaohao.display.voice;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be said.
 *
 * @param text for people: 请A001号到3号窗口办理
 * @param words for engines, in order
 */
record Phrase(String text, List<Word> words) {
  Phrase {
    words = List.copyOf(words);
  }

  /**
   * A word of a phrase.
   *
   * @param clip name of its recorded clip, without {@code .wav}
   * @param say how it is written for a speech program
   */
  record Word(String clip, String say) {}

  /** The text for a speech program: 请A零零一号到三号窗口办理. */
  String spoken() {
    return words.stream().map(Word::say).collect(Collectors.joining());
  }
}
