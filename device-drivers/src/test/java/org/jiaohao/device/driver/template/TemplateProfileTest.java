package org.jiaohao.device.driver.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.codec.template.Check;
import org.jiaohao.device.codec.template.FrameTemplate;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@VerifiedAgainst(driver = "template", source = "layouts of a public hall program")
class TemplateProfileTest {
  @ParameterizedTest
  @CsvSource({
    "pinganlihe-strip,3,请A001号,AA03BB5154FF0100990063C7EB41303031BAC5FF",
    "pinganlihe-board,0,请A001到3窗口,AA00BB51542B0802990063C7EB41303031B5BD33B4B0BFDAFF",
    "shuangfeng,3,请A001号,A09003A5000EC7EB0041003000300031 00BAC5008B",
    "yindahuizhi-strip,3,请A001号,03FE1401863C000500C7EB41303031BAC5009942",
    "yindahuizhi-board,0,请A001号到3窗口,00FE18018C00C7EB41303031BAC5B5BD33B4B0BFDA00B368",
    "four-byte-digits,5,A999,0503E7EF",
    "ybkj,1,A001,4001413030310D"
  })
  void framesAreThoseOfTheMakers(String profile, int address, String text, String hex) {
    byte[] frame = TemplateProfile.load(profile).show(address, text, Color.RED, 1);
    assertThat(HexFormat.of().withUpperCase().formatHex(frame)).isEqualTo(hex.replace(" ", ""));
  }

  @Test
  void digitsTakeTheLastNumberOfTheText() {
    byte[] frame = TemplateProfile.load("xunpeng-digits").show(1, "请A888号", Color.RED, 1);
    assertThat(HexFormat.ofDelimiter(" ").formatHex(frame)).isEqualTo("3a 00 78 03 01 b6 0a");
    frame = TemplateProfile.load("xunpeng-digits").show(1, "暂停服务", Color.RED, 1);
    assertThat(HexFormat.ofDelimiter(" ").formatHex(frame)).isEqualTo("3a 00 00 00 01 3b 0a");
  }

  @Test
  void alphaSignsCheckTheirTextWithFourHexDigits() {
    var form =
        new FrameTemplate.Form(
            1, 1, FrameTemplate.Counts.FRAME, 2, false, Check.SUM16, false, true);
    String frame = "00 00 00 00 00 01 5A 30 30 [02 41 41 1B 20 62 {text} 03] {check} 04";
    byte[] text = "A001 WINDOW 3".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] bytes =
        new FrameTemplate(frame, form).encode(new FrameTemplate.Values(0, text, 0, 1, 1));
    assertThat(HexFormat.of().withUpperCase().formatHex(bytes))
        .isEqualTo(
            "0000000000015A3030024141"
                + "1B2062"
                + "413030312057494E444F572033"
                + "0330343431"
                + "04");
    byte[] own = TemplateProfile.load("alpha").show(1, "请A001", Color.RED, 1);
    assertThat(new String(own, java.nio.charset.StandardCharsets.US_ASCII)).contains(" A001");
  }

  @Test
  void checksAreTheKnownOnes() {
    byte[] nine = "123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertThat(Check.CRC16_ARC.of(nine, 0, 9)).isEqualTo(0xbb3d);
    assertThat(Check.CRC16_XMODEM.of(nine, 0, 9)).isEqualTo(0x31c3);
    assertThat(Check.CRC16_MODBUS.of(nine, 0, 9)).isEqualTo(0x4b37);
    assertThat(Check.SUM8.of(nine, 0, 9)).isEqualTo(0xdd);
    assertThat(Check.XOR8.of(nine, 0, 9)).isEqualTo(0x31);
  }

  @Test
  void longTextsAreCutAtWholeCharactersAndRareOnesReplaced() {
    TemplateProfile profile = TemplateProfile.load("pinganlihe-strip");
    assertThat(profile.shown("一二三四五六七八九十")).isEqualTo("一二三四五六七八");
    assertThat(profile.shown("a一二三四五六七八")).isEqualTo("a一二三四五六七");
    assertThat(profile.shown("𠮷野")).isEqualTo("※野");
    assertThat(profile.shown("工本费¥80")).isEqualTo("工本费￥80");
    assertThat(TemplateProfile.load("alpha").shown("¥80")).isEqualTo(" 80");
  }

  @Test
  void aWrongProfileSaysWhatIsAllowed(@TempDir Path folder) throws Exception {
    Path own = folder.resolve("own.yaml");
    String good =
        Files.readString(
            Path.of(
                "src/main/resources/org/jiaohao/device/profiles/template/pinganlihe-strip.yaml"));
    for (String[] change :
        new String[][] {
          {"{text} FF]", "{txt} FF]", "{txt}"},
          {"BB 51", "BB 5", "'5'"},
          {"[01", "01", "{check} [ ]"},
          {"check: sum8", "check: sum9", "crc16-xmodem"},
          {"cells: 16", "cells: 0", "cells"}
        }) {
      assertThat(good).contains(change[0]);
      Files.writeString(own, good.replace(change[0], change[1]));
      assertThatThrownBy(() -> TemplateProfile.load("file:" + own))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(change[2])
          .hasMessageContaining("设备型号配置")
          .hasMessageContaining("profile");
    }
  }
}
