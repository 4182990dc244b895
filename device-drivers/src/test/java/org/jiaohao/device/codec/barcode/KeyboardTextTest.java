package org.jiaohao.device.codec.barcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jiaohao.device.codec.input.KeyEvent;
import org.jiaohao.device.codec.input.KeyEventFrameDecoder;
import org.jiaohao.device.verified.VerifiedAgainst;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Key numbers and struct input_event are those of Linux' input-event-codes.h and input.h. */
@VerifiedAgainst(driver = "hid-keyboard", source = "constants of Linux")
class KeyboardTextTest {
  private static final int SHIFT = 42;
  private static final int CTRL = 29;
  private static final int ALT = 56;

  private final KeyboardText keys = new KeyboardText();

  private static byte[] event(int type, int code, int value) {
    String hex = "0039B16A00000000" + "4042000000000000" + "%02x00%02x00%02x000000";
    return HexFormat.of().parseHex(hex.formatted(type, code, value));
  }

  private int press(int key) {
    int typed = keys.take(new KeyEvent(KeyEvent.KEY, key, KeyEvent.PRESSED));
    assertThat(keys.take(new KeyEvent(KeyEvent.KEY, key, KeyEvent.RELEASED)))
        .isEqualTo(KeyboardText.NONE);
    return typed;
  }

  private int with(int modifier, int key) {
    keys.take(new KeyEvent(KeyEvent.KEY, modifier, KeyEvent.PRESSED));
    int typed = press(key);
    keys.take(new KeyEvent(KeyEvent.KEY, modifier, KeyEvent.RELEASED));
    return typed;
  }

  private String type(int modifier, int first, int last) {
    var typed = new StringBuilder();
    IntStream.rangeClosed(first, last)
        .forEach(key -> typed.append((char) (modifier == 0 ? press(key) : with(modifier, key))));
    return typed.toString();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "0,2,13,1234567890-=",
        "42,2,13,!@#$%^&*()_+",
        "0,16,27,qwertyuiop[]",
        "54,16,27,QWERTYUIOP{}",
        "0,30,41,asdfghjkl;'`",
        "42,30,37,ASDFGHJK",
        "0,43,53,\"\\zxcvbnm,./\"",
        "42,44,53,ZXCVBNM<>?",
        "0,71,83,789-456+1230."
      })
  void rowsOfTheKeyboard(int modifier, int first, int last, String text) {
    assertThat(type(modifier, first, last)).isEqualTo(text);
  }

  @Test
  void keysThatAreNotInRows() {
    assertThat(press(28)).isEqualTo('\r');
    assertThat(press(96)).isEqualTo('\r');
    assertThat(press(15)).isEqualTo('\t');
    assertThat(press(57)).isEqualTo(' ');
    assertThat(press(55)).isEqualTo('*');
    assertThat(press(98)).isEqualTo('/');
    assertThat(with(SHIFT, 39)).isEqualTo(':');
    assertThat(with(SHIFT, 40)).isEqualTo('"');
    assertThat(with(SHIFT, 41)).isEqualTo('~');
    assertThat(with(SHIFT, 43)).isEqualTo('|');
    assertThat(press(0)).isEqualTo(KeyboardText.NONE);
    assertThat(press(59)).isEqualTo(KeyboardText.NONE);
    assertThat(press(0x2ff)).isEqualTo(KeyboardText.NONE);
  }

  @Test
  void controlCharactersAndCapsLock() {
    assertThat(with(CTRL, 27)).isEqualTo(0x1d); // Ctrl ] is GS, the separator of GS1 codes
    assertThat(with(CTRL, 50)).isEqualTo('\r');
    assertThat(with(CTRL, 2)).isEqualTo(KeyboardText.NONE);
    press(58);
    assertThat(press(30)).isEqualTo('A');
    assertThat(with(SHIFT, 30)).isEqualTo('a');
    assertThat(press(2)).isEqualTo('1');
    press(58);
    assertThat(press(30)).isEqualTo('a');
  }

  @Test
  void charactersByNumberAreNotGuessed() {
    assertThat(with(ALT, 79)).isEqualTo(KeyboardText.UNREADABLE);
    assertThat(with(100, 2)).isEqualTo(KeyboardText.UNREADABLE);
    keys.take(new KeyEvent(KeyEvent.KEY, CTRL, KeyEvent.PRESSED));
    assertThat(with(SHIFT, 22)).isEqualTo(KeyboardText.UNREADABLE);
  }

  /** Left out without a word, they would make another code: {@code V=1,E=2} was {@code V1E2}. */
  @Test
  void noCharacterIsLeftOut() {
    assertThat(press(117)).isEqualTo('=');
    assertThat(press(121)).isEqualTo(',');
    assertThat(press(179)).isEqualTo('(');
    assertThat(press(180)).isEqualTo(')');
    for (int foreign : new int[] {86, 89, 95, 118, 124}) {
      assertThat(press(foreign)).isEqualTo(KeyboardText.UNREADABLE);
      assertThat(with(SHIFT, foreign)).isEqualTo(KeyboardText.UNREADABLE);
    }
  }

  @Test
  void repeatsTypeNothingAndKeysHeldTooLongAreForgotten() {
    assertThat(keys.take(new KeyEvent(KeyEvent.KEY, 30, 2))).isEqualTo(KeyboardText.NONE);
    keys.take(new KeyEvent(KeyEvent.KEY, SHIFT, KeyEvent.PRESSED));
    assertThat(press(30)).isEqualTo('A');
    keys.pause();
    assertThat(press(30)).isEqualTo('a');
    assertThat(keys.take(new KeyEvent(0, 0, 0))).isEqualTo(KeyboardText.NONE);
    assertThat(keys.take(new KeyEvent(4, 4, 0x7001e))).isEqualTo(KeyboardText.NONE);
  }

  @Test
  void eventsAreFoundWholeOnly() {
    byte[] a = event(1, 30, 1);
    for (int n = 0; n < a.length; n++) {
      assertThat(new KeyEventFrameDecoder().take(a, n)).isEmpty();
    }
    assertThat(new KeyEventFrameDecoder().take(a, a.length))
        .containsExactly(new KeyEvent(KeyEvent.KEY, 30, KeyEvent.PRESSED));
  }

  @Test
  void eventsAreFoundBehindNoiseAndAfterAPause() {
    var decoder = new KeyEventFrameDecoder();
    var bytes = new ByteArrayOutputStream();
    byte[] noise = "noise".getBytes(StandardCharsets.US_ASCII);
    bytes.writeBytes(noise);
    bytes.writeBytes(event(1, 30, 1));
    bytes.writeBytes(event(0, 0, 0));
    List<KeyEvent> events = decoder.take(bytes.toByteArray(), bytes.size());
    assertThat(events)
        .containsExactly(new KeyEvent(KeyEvent.KEY, 30, KeyEvent.PRESSED), new KeyEvent(0, 0, 0));
    assertThat(decoder.skipped()).isEqualTo(noise.length);
    decoder.take(event(1, 30, 1), 20);
    decoder.pause();
    assertThat(decoder.take(event(1, 31, 0), 24)).containsExactly(new KeyEvent(1, 31, 0));
    assertThat(decoder.skipped()).isEqualTo(noise.length + 20);
  }

  @Test
  void impossibleEventsAreSkipped() {
    for (byte[] wrong : List.of(event(1, 30, 3), event(0x20, 0, 0))) {
      var decoder = new KeyEventFrameDecoder();
      assertThat(decoder.take(wrong, wrong.length)).isEmpty();
      assertThat(decoder.skipped()).isEqualTo(1);
    }
  }
}
