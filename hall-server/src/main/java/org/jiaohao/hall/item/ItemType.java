package org.jiaohao.hall.item;

import java.util.stream.Stream;

/** How an item is handled. */
public enum ItemType {
  /** Finished on the spot. */
  INSTANT("即办件"),
  /** Finished within the promised limit. */
  PROMISED("承诺件"),
  /** Handled by two or more departments. */
  JOINT("联办件"),
  /** Decided by a higher authority. */
  UPWARD("上报件");

  private final String word;

  ItemType(String word) {
    this.word = word;
  }

  /** As files and officials write it. */
  public String word() {
    return word;
  }

  /** The type that files and the register write so. */
  static ItemType of(String word) {
    return Stream.of(values()).filter(type -> type.word.equals(word)).findFirst().orElseThrow();
  }

  /** All words, in order. */
  static String[] words() {
    return Stream.of(values()).map(ItemType::word).toArray(String[]::new);
  }
}
