package org.jiaohao.device.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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

  /** The numbers of the standards: 6,763 Han and 682 symbols; all 20,902 Han of Unicode 1.1. */
  @Test
  void tablesAreComplete() {
    long gb2312 =
        IntStream.rangeClosed(0x80, 0x10FFFF)
            .filter(c -> ChineseRom.GB2312.code(c) != null)
            .count();
    long gbkHan =
        IntStream.rangeClosed(0x4E00, 0x9FA5).filter(c -> ChineseRom.GBK.code(c) != null).count();

    assertThat(gb2312).isEqualTo(6763 + 682);
    assertThat(gbkHan).isEqualTo(20_902);
  }

  @ParameterizedTest
  @CsvSource({"€,false,false", "ⅰ,false,true", "〇,false,true", "︵,false,false"})
  void knowsSymbolsThatCameLater(String symbol, boolean gb2312, boolean gbk) {
    assertThat(ChineseRom.GB2312.code(symbol.codePointAt(0)) != null).isEqualTo(gb2312);
    assertThat(ChineseRom.GBK.code(symbol.codePointAt(0)) != null).isEqualTo(gbk);
  }

  @ParameterizedTest
  @CsvSource({"䶮,yan", "㛃,jie", "𪚥,zhe", "龘,da"})
  void rareCharactersHaveReadings(String character, String reading) {
    assertThat(Readings.of(character.codePointAt(0))).contains(reading);
  }
}
