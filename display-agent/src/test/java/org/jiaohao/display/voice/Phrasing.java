package org.jiaohao.display.voice;

import java.util.Arrays;
import java.util.List;
import org.jiaohao.contract.mqtt.TicketCalled;

/** Phrases for tests. */
final class Phrasing {
  private Phrasing() {}

  static Phrase call(String number, String window) {
    return wordings(number, window).full();
  }

  static Wordings wordings(String number, String window) {
    return with(Lexicon.ofProgram(), '一', false)
        .call(new TicketCalled(number, window, "A区-企业开办", "a", 1));
  }

  static Phrases with(Lexicon lexicon, char one, boolean area) {
    return new Phrases(new ZhNumbers(one), lexicon, area);
  }

  static List<String> clips(Phrase phrase) {
    return phrase.words().stream().map(Phrase.Word::clip).toList();
  }

  static Phrase of(String... clips) {
    return new Phrase(
        String.join("", clips),
        Arrays.stream(clips).map(clip -> new Phrase.Word(clip, clip)).toList());
  }
}
