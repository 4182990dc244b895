package org.jiaohao.characters;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Characters that old GBK data holds in Unicode's private-use area because Unicode did not have
 * them yet: 䶮 was U+E863 and is U+4DAE since GB 18030-2000 was revised. ID cards, files and
 * programs still bring the old codes, and no font draws them (N20). Every way by which text comes
 * in maps them here, character by character; all other characters, also other private-use ones,
 * stay as they are.
 */
public final class OldCodes {
  private static final Map<Integer, Integer> TODAY = read();

  private OldCodes() {}

  private static Map<Integer, Integer> read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                OldCodes.class.getResourceAsStream("old-codes.txt"), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .collect(
              Collectors.toUnmodifiableMap(
                  entry -> Integer.parseInt(entry[0], 16),
                  entry -> Integer.parseInt(entry[2], 16)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The code points that are mapped, and what they are today. */
  static Map<Integer, Integer> all() {
    return TODAY;
  }

  private static boolean isOld(char unit) {
    return unit >= '\ue000' && unit <= '\uf8ff' && TODAY.containsKey((int) unit);
  }

  /** The text in today's code points; null stays null, a text without old codes the same object. */
  public static String today(String text) {
    if (text == null || text.chars().noneMatch(unit -> isOld((char) unit))) {
      return text;
    }
    var mapped = new StringBuilder(text.length() + 1);
    text.codePoints()
        .forEach(character -> mapped.appendCodePoint(TODAY.getOrDefault(character, character)));
    return mapped.toString();
  }

  /**
   * The same for text that has to be wiped.
   *
   * @param text is overwritten when another array is returned
   */
  public static char[] today(char[] text) {
    int length = 0;
    boolean old = false;
    for (char unit : text) {
      old |= isOld(unit);
      length += isOld(unit) ? Character.charCount(TODAY.get((int) unit)) : 1;
    }
    if (!old) {
      return text;
    }
    char[] mapped = new char[length];
    int at = 0;
    for (char unit : text) {
      if (isOld(unit)) {
        at += Character.toChars(TODAY.get((int) unit), mapped, at);
      } else {
        mapped[at++] = unit;
      }
    }
    Arrays.fill(text, '\0');
    return mapped;
  }
}
