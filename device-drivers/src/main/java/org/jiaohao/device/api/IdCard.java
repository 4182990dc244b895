package org.jiaohao.device.api;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is written on an ID card: sensitive personal information, held only in memory and wiped by
 * {@link #close}. Its text form tells nothing but the kind of the card.
 */
public final class IdCard implements AutoCloseable {
  /** Kinds of cards. */
  public enum Kind {
    /** Resident identity card 居民身份证. */
    RESIDENT,
    /** Residence permit for people of Hong Kong, Macao and Taiwan 港澳台居民居住证. */
    HK_MACAO_TAIWAN,
    /** Foreigner's permanent residence card of 2017. */
    FOREIGNER_2017,
    /** Foreigner's permanent residence card of 2023. */
    FOREIGNER_2023
  }

  /** Values of a card. */
  public enum Field {
    /** Name; the Chinese one where there are two. */
    NAME,
    /** Name in Latin letters. */
    LATIN_NAME,
    /** 0 unknown, 1 male, 2 female, 9 not stated. */
    SEX,
    /** Ethnic group by GB/T 3304, two digits. */
    ETHNIC_GROUP,
    /** Birth, yyyymmdd. */
    BIRTH,
    /** Address. */
    ADDRESS,
    /** Number of the card's holder. */
    NUMBER,
    /** Authority that issued it. */
    AUTHORITY,
    /** Valid from, yyyymmdd. */
    VALID_FROM,
    /** Valid to, yyyymmdd or 长期. */
    VALID_TO,
    /** Number of the pass to the mainland. */
    PASS_NUMBER,
    /** Nationality, three letters. */
    NATIONALITY
  }

  private final Kind kind;
  private final Map<Field, char[]> values = new EnumMap<>(Field.class);
  private final byte[] photo;

  /**
   * Takes over values; they are wiped by {@link #close}.
   *
   * @param photo compressed photo as the card holds it, 1,024 bytes; only licensed programs can
   *     draw it
   */
  public IdCard(Kind kind, Map<Field, char[]> values, byte[] photo) {
    this.kind = kind;
    this.values.putAll(values);
    this.photo = photo;
  }

  /** Kind of the card. */
  public Kind kind() {
    return kind;
  }

  /** A value without the spaces that fill it, empty where the card has none. */
  public Optional<char[]> value(Field field) {
    return Optional.ofNullable(values.get(field)).filter(v -> v.length > 0);
  }

  /** The photo as the card holds it. */
  public byte[] photo() {
    return photo;
  }

  /** Overwrites everything. */
  @Override
  public void close() {
    values.values().forEach(value -> Arrays.fill(value, '\0'));
    values.clear();
    Arrays.fill(photo, (byte) 0);
  }

  @Override
  public String toString() {
    return "IdCard[" + kind + "]";
  }
}
