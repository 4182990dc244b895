package org.jiaohao.display.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LexiconTest {
  @TempDir Path folder;

  @Test
  void badLinesAreNamedByNumberAndTheOthersAreUsed() {
    Lexicon lexicon =
        Lexicon.parse(
            "\uFEFF# 发音词典\n"
                + "胙城,作城\n"
                + "only-one-column\n"
                + "\n"
                + "咨询台,咨询台,zixuntai\n"
                + "A,诶\n"
                + "bad word!,x\n"
                + "乙,$(reboot)\n"
                + "丙,-w\n"
                + "丁,丁,../../etc\n"
                + "胙城,昨城\n"
                + "一,二,三,四\n"
                + "长,"
                + "长".repeat(61)
                + "\n"
                + "戊, shan4 hao3 \r\n");
    assertThat(lexicon.problems())
        .extracting(problem -> problem.en().replaceAll(":.*", ""))
        .containsExactly(
            "line 3", "line 7", "line 8", "line 9", "line 10", "line 11", "line 12", "line 13");
    assertThat(lexicon.problems()).extracting(Trouble::zh).allMatch(zh -> zh.startsWith("第 "));
    assertThat(lexicon.entries()).containsOnlyKeys("胙城", "咨询台", "A", "戊");
    assertThat(lexicon.entries().get("戊").say()).isEqualTo("shan4 hao3");
    assertThat(lexicon.own("A")).isEqualTo(new Phrase.Word("a", "诶"));
    assertThat(lexicon.own("号")).isEqualTo(new Phrase.Word("hao", "号"));
    assertThat(lexicon.trouble().orElseThrow().en())
        .contains("line 3:", "line 10:", "and 3 more")
        .doesNotContain("line 11:");
  }

  @Test
  void namesAreCutIntoTheLongestKnownWords() {
    Lexicon lexicon = Lexicon.parse("综合,综合,zh\n综合窗口,综合窗口,zhck\n窗口,窗口,ck");
    assertThat(lexicon.name("综合窗口").orElseThrow())
        .extracting(Phrase.Word::clip)
        .containsExactly("zhck");
    assertThat(lexicon.name("A综合综合窗口").orElseThrow())
        .extracting(Phrase.Word::clip)
        .containsExactly("a", "zh", "zhck");
    assertThat(lexicon.name("综合大厅")).isEmpty();
    assertThat(lexicon.name("")).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadIsReportedAndOfOtherCodingToo() throws Exception {
    Lexicon missing = Lexicon.read(folder.resolve("none.csv"));
    assertThat(missing.trouble().orElseThrow().en()).contains("none.csv", "cannot be read");
    Path gbk = folder.resolve("gbk.csv");
    Files.write(gbk, "胙城,作城".getBytes(Charset.forName("GBK")));
    assertThat(Lexicon.read(gbk).trouble().orElseThrow().zh()).contains("不是 UTF-8");
    Path good = Files.writeString(folder.resolve("good.csv"), "胙城,作城");
    assertThat(Lexicon.read(good).trouble()).isEmpty();
    assertThat(Lexicon.read(good).entries()).containsOnlyKeys("胙城");
  }

  @Test
  void theWordsOfTheProgramAreWithoutFault() {
    Lexicon own = Lexicon.ofProgram();
    assertThat(own.problems()).isEmpty();
    assertThat(own.entries().get("胙城").say()).isEqualTo("作城");
    assertThat(own.entries().values()).allMatch(word -> word.clip().matches("[a-z0-9-]+"));
  }
}
