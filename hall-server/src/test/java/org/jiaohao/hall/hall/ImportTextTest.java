package org.jiaohao.hall.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;

/** Files that old programs wrote: in UTF-8 with private-use characters, in GBK, in GB18030. */
@Proves("N20")
class ImportTextTest {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final String TODAY = "name_zh\n李䶮\n龴\n𠂇王\n";

  @Test
  void oldCodesAreTodaysInEveryEncoding() {
    String old = "name_zh\n李\ue863\n\ue81e\n\ue816王\n";
    assertThat(ImportText.of(old.getBytes(StandardCharsets.UTF_8))).isEqualTo(TODAY);
    assertThat(ImportText.of(("\ufeff" + old).getBytes(StandardCharsets.UTF_8))).isEqualTo(TODAY);
    assertThat(ImportText.of(old.getBytes(Charset.forName("GBK")))).isEqualTo(TODAY);
    // the two-byte code of 𠂇 in the middle of a file in GB18030
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes("name_zh\n李䶮\n龴\n".getBytes(GB18030));
    bytes.writeBytes(HexFormat.of().parseHex("fe51"));
    bytes.writeBytes("王\n".getBytes(GB18030));
    assertThat(ImportText.of(bytes.toByteArray())).isEqualTo(TODAY);
  }

  @Test
  void whatIsRightStays() {
    assertThat(ImportText.of(TODAY.getBytes(StandardCharsets.UTF_8))).isEqualTo(TODAY);
    assertThat(ImportText.of(TODAY.getBytes(GB18030))).isEqualTo(TODAY);
  }
}
