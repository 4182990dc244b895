package org.jiaohao.device.codec.barcode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jiaohao.characters.OldCodes;

/**
 * The text of a code. QR codes do not tell their character set: UTF-8 is tried first, strictly,
 * then GB18030; of texts in GB18030 that have two characters 3 in 100 also pass as UTF-8, so a
 * reader may be told which one its codes have.
 *
 * @param text the text in today's code points; hex digits when nothing fits
 * @param encoding {@code US-ASCII}, {@code UTF-8}, {@code GB18030} or {@code hex}
 */
public record ScanText(String text, String encoding) {
  private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final Charset GB18030 = Charset.forName("GB18030");

  /** Which character set the codes have. */
  public enum Expect {
    /** Not known. */
    AUTO,
    /** UTF-8. */
    UTF_8,
    /** GB18030. */
    GB18030
  }

  /** Reads bytes as text. */
  public static ScanText of(byte[] bytes, Expect expect) {
    boolean marked = bytes.length >= 3 && Arrays.equals(Arrays.copyOf(bytes, 3), BOM);
    byte[] data = marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    boolean ascii = true;
    for (byte b : data) {
      ascii &= b >= 0;
    }
    if (ascii) {
      return new ScanText(new String(data, StandardCharsets.US_ASCII), "US-ASCII");
    }
    String text = expect == Expect.GB18030 ? null : strict(data, StandardCharsets.UTF_8);
    if (text != null) {
      return new ScanText(text, "UTF-8");
    }
    text = expect == Expect.UTF_8 ? null : strict(data, GB18030);
    return text != null
        ? new ScanText(text, "GB18030")
        : new ScanText(HexFormat.of().formatHex(data), "hex");
  }

  private static String strict(byte[] data, Charset charset) {
    try {
      return OldCodes.today(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(data))
              .toString());
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
