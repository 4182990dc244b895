package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clips that come with the program. */
class ClipSetTest {
  private static final ClipSet PROGRAM = ClipSet.ofProgram();

  @Test
  void everyWordOfThePhrasesAndOfTheLexiconIsThere() {
    Stream<String> names =
        Stream.concat(
            ClipNames.all().values().stream(),
            Lexicon.ofProgram().entries().values().stream().map(Phrase.Word::clip));
    assertThat(PROGRAM.clips().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(names, Stream.of(ClipNames.CHIME)).toList());
    assertThat(ClipVoice.load(null, Lexicon.ofProgram(), true).warning()).isEmpty();
  }

  @Test
  void allAreEquallyLoudAndShort() {
    PROGRAM
        .clips()
        .forEach(
            (name, sound) -> {
              assertThat(sound.loudness()).as(name).isBetween(2_200.0, 4_200.0);
              assertThat(sound.peak()).as(name).isLessThan(32_000);
              assertThat(sound.length()).as(name).isBetween(150, 2_000);
            });
  }

  /** Every letter and digit of a number, every number of a window, with 一 and with 幺. */
  @ParameterizedTest
  @ValueSource(chars = {'一', '幺'})
  void everyNumberAtEveryWindowCanBeSaid(char one) throws Exception {
    ClipVoice voice = ClipVoice.load(null, Lexicon.ofProgram(), one == '幺');
    Phrases phrases = Phrasing.with(Lexicon.ofProgram(), one, true);
    for (int n = 0; n < 1_000; n++) {
      String number = (char) ('A' + n % 26) + "%03d".formatted(n);
      String window = n % 3 == 0 ? (char) ('A' + n % 26) + String.valueOf(n) : String.valueOf(n);
      Wordings wordings =
          phrases.call(new TicketCalled(number, window, (char) ('A' + n % 26) + "区-x", "a", 1));
      assertThat(wordings.full().text()).endsWith("号窗口办理");
      assertThat(voice.say(wordings.full()).isSilent()).isFalse();
    }
  }
}
