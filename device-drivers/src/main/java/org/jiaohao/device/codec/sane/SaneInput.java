package org.jiaohao.device.codec.sane;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what saned sends: words of four bytes, big-endian; strings with their length, which counts
 * the zero at the end; arrays with their count. Counts beyond all reason are refused before memory
 * is taken for them.
 */
public final class SaneInput {
  /** Longest string, bytes. */
  public static final int MOST_TEXT = 65_536;

  /** Longest array, elements. */
  public static final int MOST_ELEMENTS = 65_536;

  /** What came is no such message. */
  public static final class MalformedException extends IOException {
    MalformedException(String what) {
      super(what);
    }
  }

  private final DataInputStream in;

  /** Reads from this stream. */
  public SaneInput(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /** A word: also a boolean, an enumeration, a handle. */
  public int word() throws IOException {
    return in.readInt();
  }

  /** A string, null for an absent one. */
  public String text() throws IOException {
    int length = count(MOST_TEXT, "string");
    if (length == 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new java.io.EOFException();
    }
    int end = 0;
    while (end < length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /** A count in front of elements. */
  public int count(int most, String of) throws IOException {
    int count = word();
    if (count < 0 || count > most) {
      throw new MalformedException(of + " of " + count);
    }
    return count;
  }

  /** An array of words. */
  public List<Integer> words() throws IOException {
    List<Integer> words = new ArrayList<>();
    for (int left = count(MOST_ELEMENTS, "array"); left > 0; left--) {
      words.add(word());
    }
    return words;
  }

  /** An array of strings; absent ones, such as the last, are left out. */
  public List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = count(MOST_ELEMENTS, "array"); left > 0; left--) {
      String text = text();
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Whether a pointer points to something, which then follows. */
  public boolean pointer() throws IOException {
    return word() == 0;
  }

  /** An option descriptor; its number is its place in the list. */
  public SaneOption option(int number) throws IOException {
    String name = text();
    String title = text();
    text(); // description
    int type = word();
    word(); // unit
    int size = word();
    int abilities = word();
    int constraint = word();
    List<Integer> words = List.of();
    List<String> texts = List.of();
    switch (constraint) {
      case SaneOption.NONE -> {}
      case SaneOption.RANGE -> words = pointer() ? List.of(word(), word(), word()) : words;
      case SaneOption.WORDS -> {
        List<Integer> counted = words();
        words = counted.isEmpty() ? counted : counted.subList(1, counted.size());
      }
      case SaneOption.TEXTS -> texts = texts();
      default -> throw new MalformedException("constraint " + constraint);
    }
    return new SaneOption(
        number, name == null ? "" : name, title, type, size, abilities, constraint, words, texts);
  }
}
