package org.jiaohao.characters;

import static org.assertj.core.api.Assertions.assertThat;

import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Proves("N20")
class MiddleDotTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "吾买尔\u00b7江", "吾买尔\u30fb江", "吾买尔\u2022江", "吾买尔\uff0e江", "吾买尔\u2027江",
        "吾买尔\uff65江", "吾买尔\u22c5江", "吾买尔\u2219江", "吾买尔\u0387江", "吾买尔.江",
        "吾买尔 \u00b7 江", "吾买尔\u3000\u30fb\u00a0江", "吾买尔 . 江"
      })
  void oneDotForAll(String name) {
    assertThat(MiddleDot.inName(name)).isEqualTo("吾买尔\u00b7江");
    char[] typed = name.toCharArray();
    char[] mapped = MiddleDot.inName(typed);
    assertThat(mapped).isEqualTo("吾买尔\u00b7江".toCharArray());
    if (mapped != typed) {
      assertThat(typed).containsOnly('\0');
    }
  }

  @Test
  void everyPartOfALongNameAndOfOneBeyondTheFirstPlane() {
    assertThat(MiddleDot.inName("阿卜杜热合曼・买买提依明 • 吐尔逊")).isEqualTo("阿卜杜热合曼·买买提依明·吐尔逊");
    assertThat(MiddleDot.inName("𪚥．𠅤")).isEqualTo("𪚥·𠅤");
  }

  @ParameterizedTest
  @ValueSource(strings = {"张三", "JOHN SMITH", "J. R. Smith", "Dr. 李", "李.", ".江", "王 㛃", ""})
  void allElseStaysAsItIs(String name) {
    assertThat(MiddleDot.inName(name)).isEqualTo(name);
    char[] typed = name.toCharArray();
    assertThat(MiddleDot.inName(typed)).isSameAs(typed);
  }

  @Test
  void noNameStaysNone() {
    assertThat(MiddleDot.inName((String) null)).isNull();
  }
}
