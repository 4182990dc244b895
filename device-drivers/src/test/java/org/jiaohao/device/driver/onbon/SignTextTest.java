package org.jiaohao.device.driver.onbon;

import static org.assertj.core.api.Assertions.assertThat;

import org.jiaohao.device.codec.ChineseRom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a card's own font shows in place of what it lacks. */
class SignTextTest {
  @ParameterizedTest
  @CsvSource({
    "工本费¥80,工本费￥80,GB2312",
    "¢£¥¯,￠￡￥￣,GB2312",
    "¢£¥¦¬¯,￠￡￥￤￢￣,GBK",
    "￥80元,￥80元,GB2312",
    "李䶮,李yan,GBK",
    "吾买尔・江•艾力,吾买尔·江·艾力,GBK",
    "A001号,A001号,GB2312",
    "😀,※,GBK"
  })
  void characters(String text, String shown, ChineseRom rom) {
    assertThat(new SignText(rom).shown(text)).isEqualTo(shown);
  }
}
