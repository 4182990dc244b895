package org.jiaohao.device.codec.idcard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@VerifiedAgainst(driver = "id-sam", source = "published descriptions that agree")
class SamFrameTest {
  /** An invented person. */
  private static final String RECORD =
      "4B6DD58B32752000200020002000200020002000200020002000200020003100"
          + "3000310031003900390030003000310030003100B36C57530177B065614E025E"
          + "F65E256DBF534B6DD58BEF8D3100F75320002000200020002000200020002000"
          + "2000200020002000200020002000200020002000200020002000340031003000"
          + "370032003600310039003900300030003100300031003000300031003600F65E"
          + "256DBF536C51895B405C20002000200020002000200020002000200032003000"
          + "3200300030003100300031003200300034003000300031003000310020002000"
          + "2000200020002000200020002000200020002000200020002000200020002000";

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "10,FF,EC",
    "11,FF,ED",
    "12,FF,EE",
    "20,01,22",
    "20,02,21",
    "30,01,32",
    "30,10,23",
    "30,03,30",
    "30,05,36",
    "60,00,63",
    "60,01,62",
    "60,02,61",
    "60,03,60",
    "60,04,67"
  })
  void commands(String command, String parameter, String check) {
    SamFrame frame =
        SamFrame.command(Integer.parseInt(command, 16), Integer.parseInt(parameter, 16));
    assertThat(frame.encode()).isEqualTo(hex("AAAAAA96690003" + command + parameter + check));
  }

  @Test
  void aCommandWithData() {
    assertThat(new SamFrame(hex("61FF"), hex("50")).encode())
        .isEqualTo(hex("AAAAAA9669000461FF50CA"));
  }

  @ParameterizedTest
  @CsvSource({
    "000400009094,90,0",
    "000800009F0000000097,9F,4",
    "000400008084,80,0",
    "000C00009000000000000000009C,90,8",
    "000400008185,81,0",
    "000400004145,41,0",
    "000400009195,91,0",
    "000400001014,10,0",
    "000400001115,11,0",
    "000400002125,21,0",
    "000400006064,60,0",
    "000400006662,66,0"
  })
  void answers(String rest, String status, int data) {
    byte[] bytes = hex("AAAAAA9669" + rest);
    List<SamFrame> frames = new SamFrameDecoder().take(bytes, bytes.length);
    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().status3()).isEqualTo(Integer.parseInt(status, 16));
    assertThat(frames.getFirst().data()).hasSize(data);
    assertThat(frames.getFirst().encode()).isEqualTo(bytes);
  }

  @Test
  void theModulesNumber() {
    byte[] data = hex("05000300E5D6340187D61200B168DE3A");
    assertThat(SamFrame.samNumber(data)).isEqualTo("05.03-20240101-0001234567-0987654321");
    byte[] bytes = new SamFrame(hex("000090"), data).encode();
    assertThat(bytes[bytes.length - 1]).isEqualTo((byte) 0xfa);
  }

  private static byte[] reading(String lengths, int photo) {
    var data = new ByteArrayOutputStream();
    data.writeBytes(hex(lengths));
    data.writeBytes(hex(RECORD));
    data.writeBytes(new byte[photo]);
    return new SamFrame(hex("000090"), data.toByteArray()).encode();
  }

  @Test
  void readingsHaveTheKnownLengthsAndChecks() {
    byte[] photo = reading("01000400", 1024);
    assertThat(photo).hasSize(1295).startsWith(hex("AAAAAA9669050800009001000400"));
    assertThat(photo[1294]).isEqualTo((byte) 0xe7);
    byte[] fingers = reading("010004000400", 2048);
    assertThat(fingers).hasSize(2321);
    assertThat(fingers[2320]).isEqualTo((byte) 0xed);
    assertThat(reading("010004000200", 1536)).hasSize(1809);
    assertThat(reading("010004000000", 1024)).hasSize(1297);
    for (byte[] each : List.of(photo, fingers)) {
      assertThat(new SamFrameDecoder().take(each, each.length)).hasSize(1);
    }
  }

  @Test
  void theTextOfAResidentsCard() {
    Map<String, char[]> values = IdRecord.values(hex(RECORD));
    assertThat(IdRecord.kind(hex(RECORD))).isEqualTo(' ');
    assertThat(new String(values.get("NAME"))).isEqualTo("测试甲");
    assertThat(new String(values.get("SEX"))).isEqualTo("1");
    assertThat(new String(values.get("ETHNIC_GROUP"))).isEqualTo("01");
    assertThat(new String(values.get("BIRTH"))).isEqualTo("19900101");
    assertThat(new String(values.get("ADDRESS"))).isEqualTo("河南省新乡市延津县测试路1号");
    assertThat(new String(values.get("NUMBER"))).isEqualTo("410726199001010016");
    assertThat(new String(values.get("AUTHORITY"))).isEqualTo("延津县公安局");
    assertThat(new String(values.get("VALID_FROM"))).isEqualTo("20200101");
    assertThat(new String(values.get("VALID_TO"))).isEqualTo("20400101");
  }

  @Test
  void aNameOnACardHasTheOneMiddleDot() {
    byte[] record = hex(RECORD);
    byte[] name = "吾买尔．江".getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(name, 0, record, 0, name.length);
    assertThat(new String(IdRecord.values(record).get("NAME"))).isEqualTo("吾买尔·江");
  }

  /** Cards written by old programs hold private-use characters; one of them takes two units now. */
  @Test
  void oldCodesOnACardAreTodaysCharacters() {
    byte[] record = hex(RECORD);
    byte[] name = "测\ue863\ue816".getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(name, 0, record, 0, name.length);
    Map<String, char[]> values = IdRecord.values(record);
    assertThat(new String(values.get("NAME"))).isEqualTo("测䶮𠂇");
    assertThat(new String(values.get("ADDRESS"))).isEqualTo("河南省新乡市延津县测试路1号");
  }

  @Test
  void noiseBrokenOnesAndAPreambleInsideAreSurvived() {
    byte[] good = hex("AAAAAA9669000400009094");
    var decoder = new SamFrameDecoder();
    for (int n = 0; n < good.length; n++) {
      assertThat(new SamFrameDecoder().take(good, n)).isEmpty();
    }
    byte[] wrong = good.clone();
    wrong[10] ^= 1;
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(hex("00AAAAAAAA"));
    bytes.writeBytes(wrong);
    bytes.writeBytes(good);
    bytes.writeBytes(good);
    assertThat(decoder.take(bytes.toByteArray(), bytes.size())).hasSize(2);
    assertThat(decoder.skipped()).isEqualTo(5 + wrong.length);
    byte[] inside = new SamFrame(hex("000090"), hex("AAAAAA9669000400009094")).encode();
    assertThat(decoder.take(inside, inside.length)).hasSize(1);
  }
}
