package org.jiaohao.device.codec.sane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;
import org.jiaohao.device.codec.sane.SaneInput.MalformedException;
import org.junit.jupiter.api.Test;

class SaneInputTest {
  private static SaneInput input(String hex) {
    return new SaneInput(
        new ByteArrayInputStream(HexFormat.of().parseHex(hex.replaceAll("[\\s|]", ""))));
  }

  @Test
  void textsEndAtTheirZeroAndNoneIsNotEmpty() throws IOException {
    SaneInput input =
        input("00000000 | 00000001 00 | 00000003 616200 | 00000004 61006200 | 00000002 6162");
    assertThat(input.text()).isNull();
    assertThat(input.text()).isEmpty();
    assertThat(input.text()).isEqualTo("ab");
    assertThat(input.text()).isEqualTo("a");
    assertThat(input.text()).as("without its zero").isEqualTo("ab");
    assertThat(input("00000002 FF00").text()).as("no UTF-8").isEqualTo("\uFFFD");
  }

  @Test
  void countsBeyondReasonAreRefusedBeforeMemoryIsTaken() {
    assertThatThrownBy(() -> input("00010001").text()).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> input("FFFFFFFF").text()).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> input("7FFFFFFF").words()).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> input("80000000").texts()).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> input("00010000").words()).isInstanceOf(EOFException.class);
  }

  /** Everything that ends before its end is told, wherever the cut is. */
  @Test
  void aDescriptorCutAnywhereIsTold() throws IOException {
    String whole =
        "00000006 646570746800 00000002 4200 00000001 00 00000001 00000000 00000004 00000005"
            + "00000002 00000004 00000003 00000001 00000008 00000010";
    String hex = whole.replace(" ", "");
    SaneOption option = input(hex).option(3);
    assertThat(option.words()).containsExactly(1, 8, 16);
    assertThat(option.number()).isEqualTo(3);
    for (int cut = 0; cut < hex.length(); cut += 2) {
      String part = hex.substring(0, cut);
      assertThatThrownBy(() -> input(part).option(3)).isInstanceOf(EOFException.class);
    }
    String unknown = hex.replaceFirst("0000000500000002", "0000000500000004");
    assertThatThrownBy(() -> input(unknown).option(3)).isInstanceOf(MalformedException.class);
  }

  @Test
  void aRangeMayBeAbsent() throws IOException {
    String head = "00000002 6100 00000000 00000000 00000001 00000000 00000004 00000005 00000001";
    assertThat(input(head + "00000001").option(1).words()).isEmpty();
    assertThat(input(head + "00000000 00000001 00000009 00000002").option(1).words())
        .containsExactly(1, 9, 2);
  }
}
