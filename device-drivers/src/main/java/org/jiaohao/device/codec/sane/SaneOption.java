package org.jiaohao.device.codec.sane;

import java.util.List;

/**
 * An option of a scanner.
 *
 * @param number place in the list; 0 is the number of options
 * @param name as programs know it, for example {@code resolution}; empty for groups
 * @param title for people
 * @param type {@link #BOOL}, {@link #INT}, {@link #FIXED}, {@link #STRING}, button or group
 * @param size bytes of its value
 * @param abilities bits; {@link #SETTABLE} and {@link #INACTIVE} matter
 * @param constraint {@link #NONE}, {@link #RANGE}, {@link #WORDS} or {@link #TEXTS}
 * @param words least, most and step of a range, or all values
 * @param texts all values of a string
 */
public record SaneOption(
    int number,
    String name,
    String title,
    int type,
    int size,
    int abilities,
    int constraint,
    List<Integer> words,
    List<String> texts) {
  /** Type: true or false. */
  public static final int BOOL = 0;

  /** Type: whole number. */
  public static final int INT = 1;

  /** Type: number times 65536. */
  public static final int FIXED = 2;

  /** Type: string. */
  public static final int STRING = 3;

  /** Constraint: none. */
  public static final int NONE = 0;

  /** Constraint: from, to, step. */
  public static final int RANGE = 1;

  /** Constraint: one of some numbers. */
  public static final int WORDS = 2;

  /** Constraint: one of some strings. */
  public static final int TEXTS = 3;

  /** Ability: a program may set it. */
  public static final int SETTABLE = 1;

  /** Ability: without meaning now. */
  public static final int INACTIVE = 0x20;

  private static final double FRACTIONS = 65_536;

  /** Whether it can be set now. */
  public boolean settable() {
    return (abilities & SETTABLE) != 0 && (abilities & INACTIVE) == 0;
  }

  /** A word of this option as a number. */
  public double number(int word) {
    return type == FIXED ? word / FRACTIONS : word;
  }

  /** A number as a word of this option. */
  public int word(double value) {
    return (int) Math.round(type == FIXED ? value * FRACTIONS : value);
  }
}
