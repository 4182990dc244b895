package org.jiaohao.font;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jiaohao.font.BitmapFont.Glyph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BitmapFontTest {
  static List<BitmapFont> fonts() {
    return List.of(BitmapFont.size24(), BitmapFont.size16());
  }

  private static boolean ink(Glyph glyph) {
    return IntStream.range(0, glyph.rows().length).anyMatch(i -> glyph.rows()[i] != 0);
  }

  @ParameterizedTest
  @MethodSource("fonts")
  void everyCharacterOfTheTestNamesHasAShape(BitmapFont font) throws Exception {
    var names =
        Files.readAllLines(Path.of("src/test/resources/test-names.csv")).stream()
            .skip(1)
            .map(line -> line.split(",")[0])
            .toList();
    assertThat(names).hasSize(20);
    for (String name : names) {
      name.codePoints()
          .filter(c -> c != ' ')
          .forEach(
              c ->
                  assertThat(font.glyph(c))
                      .as(Character.toString(c))
                      .isNotNull()
                      .matches(BitmapFontTest::ink));
    }
  }

  @ParameterizedTest
  @MethodSource("fonts")
  void hanAreSquareAndLatinHalfAsWide(BitmapFont font) {
    for (int han : new int[] {'政', '䶮', '㛃', 0x2CB4A, 0x20164, 0x2A6A5, '龴', '·', '，'}) {
      assertThat(font.glyph(han).width()).as(Character.toString(han)).isEqualTo(font.height());
    }
    for (int latin : new int[] {'A', '0', 'g', 'é', ' '}) {
      assertThat(font.glyph(latin).width()).isEqualTo(font.height() / 2);
    }
  }

  @ParameterizedTest
  @MethodSource("fonts")
  void everyTwoByteHanOfGb18030HasAShape(BitmapFont font) {
    var gb18030 = java.nio.charset.Charset.forName("GB18030");
    var missing = new StringBuilder();
    for (int c = 0x3400; c <= 0x9fff; c++) {
      boolean twoBytes = Character.toString(c).getBytes(gb18030).length == 2;
      if (twoBytes && font.glyph(c) == null) {
        missing.appendCodePoint(c);
      }
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("fonts")
  void charactersWithoutAShapeAreNull(BitmapFont font) {
    assertThat(font.glyph(0x1F600)).isNull();
    assertThat(font.glyph(7)).isNull();
    assertThat(font.glyph(0x10FFFF)).isNull();
  }
}
