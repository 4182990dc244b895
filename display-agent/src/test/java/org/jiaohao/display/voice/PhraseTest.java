package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {
  @ParameterizedTest
  @CsvSource({
    "A001,3,一,请A001号到3号窗口办理,请A零零一号到三号窗口办理",
    "B010,12,一,请B010号到12号窗口办理,请B零一零号到十二号窗口办理",
    "C100,12,一,请C100号到12号窗口办理,请C一零零号到十二号窗口办理",
    "A101,20,幺,请A101号到20号窗口办理,请A幺零幺号到二十号窗口办理",
    "M1000,105,一,请M1000号到105号窗口办理,请M一零零零号到一百零五号窗口办理"
  })
  void digitsOneByOneAndTheWindowAsANumber(
      String number, String window, char one, String text, String words) {
    var call = new TicketCalled(number, window, "A区", "a", 1);
    try (var announcer =
        new Announcer((w, times) -> {}, new ZhNumbers(one), Clock.systemUTC(), (e, o) -> {})) {
      assertThat(Announcer.phrase(call)).isEqualTo(text);
      assertThat(announcer.words(call)).isEqualTo(words);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,零",
    "3,三",
    "10,十",
    "11,十一",
    "20,二十",
    "25,二十五",
    "100,一百",
    "105,一百零五",
    "110,一百一十",
    "115,一百一十五",
    "120,一百二十",
    "999,九百九十九",
    "咨询台,咨询台"
  })
  void windowsAreSpokenAsNumbers(String no, String words) {
    assertThat(ZhNumbers.window(no)).isEqualTo(words);
  }
}
