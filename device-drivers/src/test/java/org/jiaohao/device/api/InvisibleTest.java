package org.jiaohao.device.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.jiaohao.font.BitmapFont;
import org.junit.jupiter.api.Test;

class InvisibleTest {
  @Test
  void whatHasNoPictureIsLeftOut() {
    assertThat(Invisible.without("葛\uDB40\uDD00伟\uFE0F\u200D")).isEqualTo("葛伟");
    assertThat(Invisible.without("\uFEFFA\u00AD001\u200E\u2060\u180B")).isEqualTo("A001");
  }

  @Test
  void whatIsSeenOrPartsWordsStays() {
    String text = "阿卜杜拉·买买提 A001\t䶮\uD842\uDFB7 ｱ㍿é\u3000\u06DD\u00A0";
    assertThat(Invisible.without(text)).isEqualTo(text);
    assertThat(Invisible.without("张\u2003三\u202F四")).isEqualTo("张 三 四");
  }

  @Test
  void noCharacterOfTheFontsIsInvisible() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (Invisible.is(c) && BitmapFont.size24().glyph(c) != null) {
        assertThat(BitmapFont.size24().glyph(c).rows()).as("U+%04X", c).containsOnly(0);
      }
    }
  }
}
