package org.jiaohao.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PinyinInitialsTest {
  @Test
  void everyReadingIsFound() {
    assertThat(PinyinInitials.of("结婚登记")).isEqualTo("jhdj");
    assertThat(PinyinInitials.of("银行").split(" ")).contains("yh", "yx");
  }

  @Test
  void marksAndUnknownCharactersAreLeftOut() {
    assertThat(PinyinInitials.of("企业开办一件事（A1）").split(" ")).contains("qykbyjsa1");
    assertThat(PinyinInitials.of("𪚥–·")).isEmpty();
  }

  @Test
  void readingsStayFew() {
    assertThat(PinyinInitials.of("行重长乐行重长乐行重长乐").split(" ")).hasSizeLessThanOrEqualTo(16);
  }
}
