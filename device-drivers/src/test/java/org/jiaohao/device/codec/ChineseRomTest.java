package org.jiaohao.device.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseRomTest {
  @ParameterizedTest
  @CsvSource({
    "A,true,true", "政,true,true", "·,true,true", "龘,false,true", "喆,false,true",
    "䶮,false,false", "㛃,false,false", "龴,false,false", "𬭊,false,false", "–,false,true"
  })
  void knowsWhatOlderFontsHave(String character, boolean gb2312, boolean gbk) {
    int codePoint = character.codePointAt(0);
    assertThat(ChineseRom.GB2312.code(codePoint) != null).isEqualTo(gb2312);
    assertThat(ChineseRom.GBK.code(codePoint) != null).isEqualTo(gbk);
  }

  @ParameterizedTest
  @CsvSource({"䶮,yan", "㛃,jie", "𪚥,zhe", "龘,da"})
  void rareCharactersHaveReadings(String character, String reading) {
    assertThat(Readings.of(character.codePointAt(0))).contains(reading);
  }
}
