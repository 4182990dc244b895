package org.jiaohao.hall.hall;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jiaohao.characters.OldCodes;
import org.jiaohao.hall.hall.CsvTable.BadRow;

/**
 * The text of an uploaded file. UTF-8 with or without mark and GB18030 (with GBK and GB2312) are
 * told apart by reading each to the letter; a file that is neither, or a mixture, is refused. What
 * old programs wrote in private-use characters becomes today's ({@link OldCodes}).
 */
final class ImportText {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final String MARK = "\uFEFF";

  /** This many Chinese characters in a line that is UTF-8 are no accident. */
  private static final int NO_ACCIDENT = 3;

  private ImportText() {}

  /**
   * The text of a file.
   *
   * @throws BadRow when it is no text in a known encoding
   */
  static String of(byte[] bytes) {
    if (isUtf16(bytes)) {
      throw unreadable("is UTF-16", "是 UTF-16 编码");
    }
    Optional<String> utf8 = decode(bytes, StandardCharsets.UTF_8);
    if (utf8.isPresent()) {
      return text(utf8.get().startsWith(MARK) ? utf8.get().substring(1) : utf8.get());
    }
    String text =
        decode(bytes, GB18030)
            .orElseThrow(
                () -> unreadable("is neither UTF-8 nor GB18030", "既不是 UTF-8 也不是 GB18030 编码"));
    int mixed = lineOfUtf8(bytes);
    if (mixed > 0) {
      throw unreadable(
          "mixes UTF-8 and GB18030, see line " + mixed,
          "混用了 UTF-8 和 GB18030 编码，见第 " + mixed + " 行");
    }
    return text(text);
  }

  private static boolean isUtf16(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int mark = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    return mark == 0xFEFF || mark == 0xFFFE;
  }

  /** A text has no NUL; UTF-16 without mark, tables of Excel and archives have. */
  private static String text(String text) {
    if (text.indexOf('\0') >= 0) {
      throw unreadable("is not a text file", "不是文本文件");
    }
    return OldCodes.today(text);
  }

  private static Optional<String> decode(byte[] bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** First line that is UTF-8 beyond doubt in a file that as a whole is not; 0 without one. */
  private static int lineOfUtf8(byte[] bytes) {
    int line = 1;
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        byte[] row = java.util.Arrays.copyOfRange(bytes, start, i);
        long chinese =
            decode(row, StandardCharsets.UTF_8)
                .map(text -> text.codePoints().filter(Character::isIdeographic).count())
                .orElse(0L);
        if (chinese >= NO_ACCIDENT) {
          return line;
        }
        start = i + 1;
        line++;
      }
    }
    return 0;
  }

  private static BadRow unreadable(String en, String zh) {
    return new BadRow(
        "the file "
            + en
            + ". In Excel choose Save As, 'CSV UTF-8 (Comma delimited)', and upload that file",
        "文件" + zh + "。请在 Excel 中选择“另存为 → CSV UTF-8（逗号分隔）”后重新上传");
  }
}
