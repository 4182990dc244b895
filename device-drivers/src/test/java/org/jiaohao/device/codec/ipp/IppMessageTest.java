package org.jiaohao.device.codec.ipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;

@VerifiedAgainst(driver = "ipp", source = "examples of RFC 8010")
class IppMessageTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
  }

  private static String text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    return "%04x".formatted(bytes.length) + HexFormat.of().formatHex(bytes);
  }

  /** RFC 8010, appendix A.1, with our language and names. */
  @Test
  void aPrintJobIsLaidOutAsInTheStandard() {
    byte[] request =
        new IppMessage.Request(
                IppMessage.PRINT_JOB, 1, "ipp://printer.example.com/ipp/print/pinetree")
            .name("job-name", "foobar")
            .mime("document-format", "application/pdf")
            .bytes("%PDF".getBytes(StandardCharsets.US_ASCII));
    assertThat(HexFormat.of().formatHex(request))
        .isEqualTo(
            "0200"
                + "0002"
                + "00000001"
                + "01"
                + "47"
                + text("attributes-charset")
                + text("utf-8")
                + "48"
                + text("attributes-natural-language")
                + text("zh-cn")
                + "45"
                + text("printer-uri")
                + text("ipp://printer.example.com/ipp/print/pinetree")
                + "42"
                + text("job-name")
                + text("foobar")
                + "49"
                + text("document-format")
                + text("application/pdf")
                + "03"
                + "25504446");
  }

  /** RFC 8010, appendix A.2: the answer to it. */
  @Test
  void theAnswerToAPrintJobIsRead() {
    byte[] answer =
        hex(
            "0101 0000 00000001 01 47"
                + text("attributes-charset")
                + text("utf-8")
                + "48"
                + text("attributes-natural-language")
                + text("en-us")
                + "41"
                + text("status-message")
                + text("successful-ok")
                + "02 21"
                + text("job-id")
                + "0004 00000093 45"
                + text("job-uri")
                + text("ipp://printer.example.com/ipp/print/pinetree/147")
                + "23"
                + text("job-state")
                + "0004 00000003 03");
    IppMessage read = IppMessage.read(answer).orElseThrow();
    assertThat(read.good()).isTrue();
    assertThat(read.id()).isEqualTo(1);
    assertThat(read.number("job-id")).isEqualTo(147);
    assertThat(read.number("job-state")).isEqualTo(3);
    assertThat(read.first("status-message")).contains("successful-ok");
    assertThat(read.number("job-uri")).isEqualTo(-1);
    for (int length = 0; length < answer.length; length++) {
      assertThat(IppMessage.read(Arrays.copyOf(answer, length))).as("%d bytes", length).isEmpty();
    }
  }

  @Test
  void severalValuesAndCollectionsAreRead() {
    byte[] answer =
        hex(
            "0200 0000 00000007 04 44"
                + text("printer-state-reasons")
                + text("media-low-warning")
                + "44 0000"
                + text("door-open-error")
                + "34"
                + text("media-col-default")
                + "0000 4a 0000"
                + text("media-source")
                + "44 0000"
                + text("auto")
                + "37 0000 0000 22"
                + text("printer-is-accepting-jobs")
                + "0001 01 03 FFFF");
    IppMessage read = IppMessage.read(answer).orElseThrow();
    assertThat(read.attributes().get("printer-state-reasons"))
        .containsExactly("media-low-warning", "door-open-error");
    assertThat(read.first("printer-is-accepting-jobs")).contains("true");
  }

  @Test
  void noBytesBreakIt() {
    var random = new Random(8010);
    for (int i = 0; i < 50_000; i++) {
      var bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 2) {
        bytes[0] = 2;
      }
      IppMessage.read(bytes).ifPresent(m -> assertThat(m.attributes()).isNotNull());
    }
  }
}
