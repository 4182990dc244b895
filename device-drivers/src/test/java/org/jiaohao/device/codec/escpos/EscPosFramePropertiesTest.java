package org.jiaohao.device.codec.escpos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Kept apart from the other tests: properties run on an engine of their own. */
class EscPosFramePropertiesTest {

  @Property(tries = 300)
  void anyChunkingGivesTheSameAnswers(@ForAll @IntRange(min = 1, max = 12) int chunk) {
    byte[] bytes =
        HexFormat.of().parseHex("12100000" + "0f" + "37223030303100" + "1e" + "5f544d00" + "16");
    var decoder = new EscPosFrameDecoder();
    var answers = new ArrayList<EscPosAnswer>();
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
      answers.addAll(decoder.take(part, part.length));
    }
    assertThat(answers).isEqualTo(new EscPosFrameDecoder().take(bytes, bytes.length));
  }
}
