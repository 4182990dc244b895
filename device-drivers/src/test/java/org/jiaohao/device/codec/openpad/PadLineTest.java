package org.jiaohao.device.codec.openpad;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PadLineTest {
  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Check fields computed apart from the rule: XOR of all characters before the star. */
  @ParameterizedTest
  @CsvSource({
    "K call,K call*69",
    "R 0,R 0*42",
    "H pad-1 1.0,H pad-1 1.0*0E",
    "T A001 12,T A001 12*27",
    "E 1,E 1*54",
    "B,B*42"
  })
  void lines(String text, String line) {
    assertThat(new PadLine(text).encode()).isEqualTo(ascii(line + "\n"));
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      byte[] bytes = ascii(line.toLowerCase().replace(text.toLowerCase(), text) + end);
      assertThat(new PadLineDecoder().take(bytes, bytes.length)).containsExactly(new PadLine(text));
      for (int n = 0; n <= line.length(); n++) {
        assertThat(new PadLineDecoder().take(bytes, n)).isEmpty();
      }
    }
  }

  @Test
  void whatIsWrongIsSkippedAndCounted() {
    String good = "K call*69\n";
    String noise = "\u0001\u00ff~*\n" + "K call*68\n" + "*00\n" + "K\tcall*40\n" + "x".repeat(200);
    byte[] bytes = (noise + "\n" + good + good).getBytes(StandardCharsets.ISO_8859_1);
    var decoder = new PadLineDecoder();
    assertThat(decoder.take(bytes, bytes.length)).hasSize(2);
    assertThat(decoder.skipped()).isEqualTo(noise.length() - 4);
    byte[] half = ascii("K ca");
    assertThat(decoder.take(half, half.length)).isEmpty();
    decoder.reset();
    assertThat(decoder.take(ascii(good), good.length())).hasSize(1);
  }

  @Test
  void words() {
    assertThat(PadLine.show("A001", 12).text()).isEqualTo("T A001 12");
    assertThat(PadLine.show("", 0).text()).isEqualTo("T - 0");
    assertThat(PadLine.show("A 1\n", 0).text()).isEqualTo("T A1 0");
    assertThat(new PadLine("K call").argument()).isEqualTo("call");
    assertThat(new PadLine("B").argument()).isEmpty();
    assertThat(new PadLine(" ").kind()).isEmpty();
  }
}
