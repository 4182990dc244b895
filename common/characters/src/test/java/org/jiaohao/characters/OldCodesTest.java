package org.jiaohao.characters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table against three charsets of the JDK, whose GB18030 is that of 2022. */
@Proves("N20")
class OldCodesTest {
  private static final Charset GB18030 = Charset.forName("GB18030");

  /** Windows had no euro sign at A2E3, the charset GBK has it. */
  private static final List<Charset> OLD =
      List.of(Charset.forName("x-mswin-936"), Charset.forName("GBK"));

  /** Two-byte codes of the standard still stand for these; only four-byte codes for the others. */
  private static final Map<Integer, Integer> EXTENSION_B =
      Map.of(
          0xE816, 0x20087, 0xE817, 0x20089, 0xE818, 0x200CC, 0xE831, 0x215D7, 0xE83B, 0x2298F,
          0xE855, 0x241FE);

  private static int decode(Charset charset, byte[] code) {
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(code))
              .toString();
      return text.codePointCount(0, text.length()) == 1 ? text.codePointAt(0) : -1;
    } catch (CharacterCodingException e) {
      return -1;
    }
  }

  private static boolean isPrivate(int character) {
    return Character.getType(Math.max(character, 0)) == Character.PRIVATE_USE;
  }

  /** What was private in either old charset and is a character of its own now. */
  private static Map<Integer, Integer> moved() {
    Map<Integer, Integer> moved = new TreeMap<>();
    for (int lead = 0x81; lead <= 0xfe; lead++) {
      for (int trail = 0x40; trail <= 0xfe; trail++) {
        byte[] code = {(byte) lead, (byte) trail};
        int now = decode(GB18030, code);
        for (Charset charset : OLD) {
          int old = decode(charset, code);
          if (isPrivate(old) && now >= 0 && !isPrivate(now)) {
            moved.put(old, now);
          }
        }
      }
    }
    return moved;
  }

  @Test
  void theTableIsWhatTheStandardMovedAndTheSixOfExtensionB() {
    Map<Integer, Integer> expected = moved();
    assertThat(expected).hasSize(100);
    expected.putAll(EXTENSION_B);
    assertThat(OldCodes.all()).isEqualTo(expected).hasSize(106);
  }

  @Test
  void eachLineNamesItsCodeAndItsCharacter() throws IOException {
    int[] lines = {0};
    resource()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              lines[0]++;
              String[] entry = line.split(" ");
              int old = Integer.parseInt(entry[0], 16);
              byte[] code = HexFormat.of().parseHex(entry[1]);
              assertThat(decode(OLD.getFirst(), code)).as(line).isEqualTo(old);
              assertThat(entry[3]).as(line).isEqualTo(Character.toString(OldCodes.all().get(old)));
              assertThat(decode(GB18030, code) == old).as(line).isEqualTo(isExtensionB(old));
            });
    assertThat(lines[0]).isEqualTo(106);
  }

  private static boolean isExtensionB(int old) {
    return EXTENSION_B.containsKey(old);
  }

  private static String resource() throws IOException {
    try (InputStream in = OldCodes.class.getResourceAsStream("old-codes.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everyOtherCodePointStaysAsItIs() {
    for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
      String text = Character.toString(character);
      int expected = OldCodes.all().getOrDefault(character, character);
      if (OldCodes.today(text).codePointAt(0) != expected) {
        assertThat(OldCodes.today(text).codePointAt(0)).as("U+%04X", character).isEqualTo(expected);
      }
    }
    String right = "买合木提·艾力 𪚥小龙";
    assertThat(OldCodes.today(right)).isSameAs(right);
    assertThat(OldCodes.today((String) null)).isNull();
    assertThat(OldCodes.today("\ud842\ue863\udfb7\ue000")).isEqualTo("\ud842䶮\udfb7\ue000");
  }

  /** Names of the test list, as files and cards of old programs have them. */
  @ParameterizedTest
  @CsvSource({
    "李\ue863,李䶮",
    "\ue81e,龴",
    "王\ue81a\ue863丽,王㑳䶮丽",
    "\ue816\ue863\ue855,𠂇䶮𤇾",
    "陈𬭊\ue83b,陈𬭊𢦏",
    "\ue7c7\ue76c,ḿ€"
  })
  void namesInOldCodesAreTodays(String old, String today) {
    assertThat(OldCodes.today(old)).isEqualTo(today);
    char[] wiped = old.toCharArray();
    assertThat(OldCodes.today(wiped)).isEqualTo(today.toCharArray());
    assertThat(wiped).containsOnly('\0');
    char[] kept = today.toCharArray();
    assertThat(OldCodes.today(kept)).isSameAs(kept).isEqualTo(today.toCharArray());
  }
}
