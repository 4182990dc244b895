package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jiaohao.contract.mqtt.TicketCalled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {
  @ParameterizedTest
  @CsvSource({
    "A001,3,一,请A001号到3号窗口办理,请A零零一号到三号窗口办理",
    "B010,12,一,请B010号到12号窗口办理,请B零一零号到十二号窗口办理",
    "C100,12,一,请C100号到12号窗口办理,请C一零零号到十二号窗口办理",
    "A101,20,幺,请A101号到20号窗口办理,请A幺零幺号到二十号窗口办理",
    "M1000,105,一,请M1000号到105号窗口办理,请M一零零零号到一百零五号窗口办理",
    "A001,A12,一,请A001号到A12号窗口办理,请A零零一号到A十二号窗口办理",
    "L031,B22,一,请L031号到B22号窗口办理,请L零三一号到B二十二号窗口办理",
    "L031,b22,一,请L031号到B22号窗口办理,请L零三一号到B二十二号窗口办理",
    "A001,1024,一,请A001号到1024号窗口办理,请A零零一号到一零二四号窗口办理",
    "A001,2号综合窗口,一,请A001号到2号综合窗口办理,请A零零一号到二号综合窗口办理",
    "A001,咨询台12,一,请A001号到咨询台12办理,请A零零一号到咨询台十二办理",
    "A001,咨询台,一,请A001号到咨询台办理,请A零零一号到咨询台办理"
  })
  void digitsOneByOneAndTheWindowAsANumber(
      String number, String window, char one, String text, String words) {
    var call = new TicketCalled(number, window, "A区", "a", 1);
    Phrase phrase = Phrasing.with(Lexicon.ofProgram(), one, false).call(call).full();
    assertThat(phrase.text()).isEqualTo(text);
    assertThat(phrase.spoken()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "A001,3,qing a 0 0 1 hao dao 3 hao-chuangkou banli",
    "A001,12,qing a 0 0 1 hao dao 10 2 hao-chuangkou banli",
    "Z987,20,qing z 9 8 7 hao dao 2 10 hao-chuangkou banli",
    "B010,105,qing b 0 1 0 hao dao 1 100 0 5 hao-chuangkou banli",
    "AB123,3,qing a b 1 2 3 hao dao 3 hao-chuangkou banli",
    "A001,导办台,qing a 0 0 1 hao dao daobantai banli",
    "A001,胙城综合窗口,qing a 0 0 1 hao dao zuocheng zonghe-chuangkou banli",
    "A001,不认识的台,qing a 0 0 1 hao kan-pingmu"
  })
  void clipsOfAPhrase(String number, String window, String clips) {
    assertThat(Phrasing.clips(Phrasing.call(number, window))).isEqualTo(List.of(clips.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "A区-企业开办与市场准入,请A001号到A区3号窗口办理,请A零零一号到A区三号窗口办理",
    "12区,请A001号到12区3号窗口办理,请A零零一号到十二区三号窗口办理",
    "绿色通道,请A001号到绿色通道3号窗口办理,请A零零一号到绿色通道三号窗口办理",
    "统一出件区,请A001号到统一出件区3号窗口办理,请A零零一号到统一出件区三号窗口办理",
    "东厅,请A001号到3号窗口办理,请A零零一号到三号窗口办理",
    ",请A001号到3号窗口办理,请A零零一号到三号窗口办理"
  })
  void theAreaIsSaidWhenItCanBe(String area, String text, String words) {
    Phrase phrase =
        Phrasing.with(Lexicon.ofProgram(), '一', true)
            .call(new TicketCalled("A001", "3", area, "a", 1))
            .full();
    assertThat(phrase.text()).isEqualTo(text);
    assertThat(phrase.spoken()).isEqualTo(words);
  }

  @Test
  void shorterWordingsAreRightAsWell() {
    Wordings wordings =
        Phrasing.with(Lexicon.ofProgram(), '一', true)
            .call(new TicketCalled("A001", "3", "A区-企业开办", "a", 1));
    assertThat(wordings.phrases())
        .extracting(Phrase::text)
        .containsExactly("请A001号到A区3号窗口办理", "请A001号到3号窗口办理", "请A001号看屏幕");
    assertThat(wordings.leftOut()).isNull();
  }

  @Test
  void aNameThatTheLexiconDoesNotKnowIsLeftOutAndThatIsSaid() {
    Phrases phrases = Phrasing.with(Lexicon.ofProgram(), '一', true);
    Wordings area = phrases.call(new TicketCalled("A001", "3", "东厅", "a", 1));
    assertThat(area.full().text()).isEqualTo("请A001号到3号窗口办理");
    assertThat(area.leftOut().zh()).contains("“东厅”");
    Wordings window = phrases.call(new TicketCalled("A001", "张三台", null, "a", 1));
    assertThat(window.full().text()).isEqualTo("请A001号看屏幕");
    assertThat(window.leftOut().en()).contains("'张三台'", "jiaohao.voice.lexicon");
  }

  @Test
  void onlyOwnWordsCapitalsDigitsAndLexiconReachASpeechProgram() {
    String evil = "3; rm -rf / $(x) `y` <speak> -w /tmp/x 张三";
    Phrase phrase =
        Phrasing.with(Lexicon.empty(), '一', true)
            .call(new TicketCalled("A0'1\n--help", evil, evil, "a", 1))
            .full();
    assertThat(phrase.spoken()).isEqualTo("请A零一号看屏幕");
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
    "1024,一零二四"
  })
  void windowsAreSpokenAsNumbers(String no, String words) {
    assertThat(ZhNumbers.window(no)).isEqualTo(words);
  }
}
