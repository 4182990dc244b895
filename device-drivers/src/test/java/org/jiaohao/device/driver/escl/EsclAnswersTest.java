package org.jiaohao.device.driver.escl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jiaohao.device.api.DocumentScanner.Capabilities;
import org.jiaohao.device.api.DocumentScanner.ColorMode;
import org.jiaohao.device.api.DocumentScanner.Request;
import org.jiaohao.device.api.DocumentScanner.Source;
import org.jiaohao.proofs.Repetitions;
import org.junit.jupiter.api.Test;

/** Documents as scanners of several makers write them. */
class EsclAnswersTest {
  private static final String CAPABILITIES =
      """
      <?xml version="1.0"?>
      <scan:ScannerCapabilities xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
        <pwg:MakeAndModel>Maker M1</pwg:MakeAndModel>
        <scan:Platen><scan:PlatenInputCaps><scan:MaxWidth>2550</scan:MaxWidth><scan:MaxHeight>3300</scan:MaxHeight>
          <scan:SettingProfiles><scan:SettingProfile ref="p0"/></scan:SettingProfiles></scan:PlatenInputCaps></scan:Platen>
        <scan:Adf><scan:AdfSimplexInputCaps><scan:MaxWidth>2550</scan:MaxWidth><scan:MaxHeight>4200</scan:MaxHeight>
          <scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode></scan:ColorModes>
          <pwg:DocumentFormat>application/octet-stream</pwg:DocumentFormat><scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt>
          <scan:XResolutionRange><scan:Min>100</scan:Min><scan:Max>600</scan:Max><scan:Normal>300</scan:Normal><scan:Step>1</scan:Step></scan:XResolutionRange>
        </scan:AdfSimplexInputCaps></scan:Adf>
        <scan:SettingProfiles><scan:SettingProfile name="p0">
          <scan:ColorModes><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
          <scan:DiscreteResolution><scan:XResolution>200</scan:XResolution></scan:DiscreteResolution>
        </scan:SettingProfile></scan:SettingProfiles>
      </scan:ScannerCapabilities>
      """;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static EsclCapabilities read(String text) {
    return EsclXml.parse(bytes(text)).flatMap(EsclCapabilities::read).orElseThrow();
  }

  @Test
  void rangesSharedProfilesAndExtendedFormatsAreUnderstood() {
    Capabilities able = read(CAPABILITIES).together();
    assertThat(able.sources()).containsExactlyInAnyOrder(Source.FLATBED, Source.FEEDER);
    assertThat(able.resolutions()).containsExactly(100, 150, 200, 300, 400, 600);
    assertThat(able.formats()).contains("application/octet-stream", "image/jpeg");
    assertThat(able.heightMm()).isEqualTo(356);
  }

  @Test
  void anOrderStaysWithinWhatThePlaceCanDo() {
    var able = read(CAPABILITIES);
    assertThat(able.settings(new Request(Source.FLATBED, ColorMode.COLOR, 300, "image/jpeg")))
        .contains("<pwg:Height>3300<", "XResolution>200<", "<pwg:InputSource>Platen<")
        .doesNotContain("DocumentFormatExt>image/png");
    assertThat(able.settings(new Request(Source.FEEDER, ColorMode.GRAY, 300, "image/jpeg")))
        .contains("<pwg:Height>3508<", "XResolution>300<", "<scan:DocumentFormatExt>image/jpeg<");
  }

  @Test
  void aStatusTellsFeederAndJobs() {
    String text =
        """
        <s:ScannerStatus xmlns:s="x" xmlns:p="y"><p:State>Processing</p:State><s:AdfState>ScannerAdfEmpty</s:AdfState>
        <s:Jobs><s:JobInfo><p:JobUri>/eSCL/ScanJobs/7</p:JobUri><p:JobState>Processing</p:JobState></s:JobInfo>
        <s:JobInfo><p:JobUri>http://x/eSCL/ScanJobs/6/</p:JobUri><p:JobState>Completed</p:JobState></s:JobInfo></s:Jobs></s:ScannerStatus>
        """;
    EsclStatus status = EsclStatus.read(bytes(text)).orElseThrow();
    assertThat(status.empty()).isTrue();
    assertThat(status.job("/eSCL/ScanJobs/6")).isEqualTo("Completed");
    assertThat(status.newSince(EsclStatus.UNKNOWN)).containsExactly("/eSCL/ScanJobs/7");
    assertThat(status.newSince(status)).isEmpty();
  }

  /** One maker's scanners refuse an order whose first tag goes over several lines. */
  @Test
  void theFirstTagOfAnOrderStandsInOneLine() {
    String order =
        read(CAPABILITIES).settings(new Request(Source.FEEDER, ColorMode.GRAY, 300, "image/jpeg"));
    assertThat(order.lines().skip(1).findFirst().orElseThrow())
        .startsWith("<scan:ScanSettings xmlns:")
        .endsWith("\">");
  }

  @Test
  void emptyLinesBeforeADocumentAndFillingBehindItDoNoHarm() {
    byte[] filled = bytes("\r\n\n " + CAPABILITIES + "\0\0\0");
    assertThat(EsclXml.parse(filled).flatMap(EsclCapabilities::read)).isPresent();
    byte[] marked = bytes("\ufeff" + CAPABILITIES);
    assertThat(EsclXml.parse(marked).flatMap(EsclCapabilities::read)).isPresent();
  }

  @Test
  void noBytesDisturbIt() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    List<String> nests = List.of("<a>".repeat(300_000), "<a>".repeat(5000) + "</a>".repeat(5000));
    nests.forEach(nest -> assertThat(EsclStatus.read(bytes(nest))).isEmpty());
    assertThat(EsclXml.parse(new byte[8 * 1024 * 1024])).isEmpty();
    for (int i = 0; i < Repetitions.of(1000, 50_000); i++) {
      byte[] spoiled = bytes(CAPABILITIES);
      for (int j = random.nextInt(5); j >= 0; j--) {
        spoiled[random.nextInt(spoiled.length)] = (byte) (' ' + random.nextInt(95));
      }
      try {
        EsclXml.parse(spoiled).flatMap(EsclCapabilities::read).ifPresent(c -> c.together());
        EsclStatus.read(spoiled);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
