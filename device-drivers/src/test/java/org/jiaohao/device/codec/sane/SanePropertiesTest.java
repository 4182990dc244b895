package org.jiaohao.device.codec.sane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Kept apart from the other tests: properties run on an engine of their own. */
class SanePropertiesTest {
  /** Gives at most so many bytes at once, as a slow network does. */
  private static SaneInput pieces(byte[] bytes, int most) {
    InputStream in =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(length, most));
          }
        };
    return new SaneInput(in);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = (text + "\0").getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String sendable(String text) {
    return new String(text.getBytes(UTF_8), UTF_8).replace("\0", "");
  }

  @Property(tries = 300)
  void inAnyPiecesTheSameIsRead(
      @ForAll int word,
      @ForAll @StringLength(max = 200) String text,
      @ForAll @Size(max = 50) List<Integer> words,
      @ForAll @Size(max = 10) List<@StringLength(max = 20) String> texts,
      @ForAll @IntRange(min = 1, max = 9) int piece)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(word);
    text(out, sendable(text));
    out.writeInt(words.size());
    for (int each : words) {
      out.writeInt(each);
    }
    out.writeInt(texts.size() + 1);
    for (String each : texts) {
      text(out, sendable(each));
    }
    out.writeInt(0); // the last one is absent
    SaneInput input = pieces(bytes.toByteArray(), piece);
    assertThat(input.word()).isEqualTo(word);
    assertThat(input.text()).isEqualTo(sendable(text));
    assertThat(input.words()).isEqualTo(words);
    assertThat(input.texts()).isEqualTo(texts.stream().map(t -> sendable(t)).toList());
  }

  @Property(tries = 1000)
  void foreignBytesAreReadOrRefusedNeverMore(
      @ForAll @Size(max = 300) byte[] noise, @ForAll @IntRange(max = 3) int as) {
    SaneInput input = pieces(noise, 300);
    try {
      Object read =
          switch (as) {
            case 0 -> input.option(1);
            case 1 -> input.words();
            case 2 -> input.texts();
            default -> String.valueOf(input.text());
          };
      assertThat(read).isNotNull();
    } catch (IOException e) {
      assertThat(e).isInstanceOfAny(SaneInput.MalformedException.class, EOFException.class);
    }
  }

  @Property(tries = 300)
  void whatIsSetIsOnTheWire(
      @ForAll int handle,
      @ForAll @IntRange(max = 500) int number,
      @ForAll @StringLength(max = 100) String text,
      @ForAll @IntRange(min = -32000, max = 32000) int value)
      throws IOException {
    var fixed = new SaneOption(number, "x", "", SaneOption.FIXED, 4, 5, 0, List.of(), List.of());
    SaneInput input = pieces(SaneRequest.set(handle, fixed, fixed.word(value)), 5);
    assertThat(List.of(input.word(), input.word(), input.word(), input.word(), input.word()))
        .containsExactly(5, handle, number, 1, SaneOption.FIXED);
    assertThat(input.word()).isEqualTo(4);
    assertThat(fixed.number(input.words().getFirst())).isEqualTo(value);
    SaneInput string = pieces(SaneRequest.set(handle, fixed, sendable(text)), 5);
    for (int i = 0; i < 5; i++) {
      string.word();
    }
    assertThat(string.word()).isEqualTo(sendable(text).getBytes(UTF_8).length + 1);
    assertThat(string.text()).isEqualTo(sendable(text));
  }

  /** Any form that is called sensible can be made a picture of, whatever bytes came. */
  @Property(tries = 500)
  void everySensibleFormBecomesAPicture(
      @ForAll @IntRange(max = 4) int format,
      @ForAll boolean last,
      @ForAll @IntRange(min = -3, max = 60) int bytesPerLine,
      @ForAll @IntRange(min = -3, max = 20) int pixels,
      @ForAll @IntRange(min = -3, max = 6) int lines,
      @ForAll @IntRange(max = 17) int depth,
      @ForAll boolean little,
      @ForAll @Size(max = 400) byte[] data) {
    var form = new SaneParameters(format, last, bytesPerLine, pixels, lines, depth);
    if (form.sensible()) {
      BufferedImage picture = form.picture(data, little);
      assertThat(picture.getWidth()).isEqualTo(pixels);
      assertThat(picture.getHeight()).isEqualTo(Math.max(1, data.length / bytesPerLine));
      assertThat(picture.getRGB(pixels - 1, picture.getHeight() - 1) >>> 24).isEqualTo(255);
    } else {
      boolean form8 = depth == 8 && pixels > 0 && lines >= -1;
      assertThat(form8 && bytesPerLine >= pixels * (format == SaneParameters.RGB ? 3 : 1))
          .isFalse();
    }
  }
}
