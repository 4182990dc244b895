package org.jiaohao.device.codec.lcus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@VerifiedAgainst(driver = "lcus-lights", source = "several public programs")
class LcusCommandTest {
  @ParameterizedTest
  @CsvSource({"1,true,A00101A2", "1,false,A00100A1", "4,true,A00401A5", "96,true,A0600101"})
  void commands(int relay, boolean on, String bytes) {
    assertThat(HexFormat.of().withUpperCase().formatHex(LcusCommand.relay(relay, on)))
        .isEqualTo(bytes);
  }
}
