package org.jiaohao.hall.hall;

import java.util.Locale;
import java.util.Optional;

/** Level of a hall in the county's tree (R001). */
public enum HallLevel {
  /** The county centre. */
  COUNTY,
  /** A township's centre. */
  TOWNSHIP,
  /** A village's service point. */
  VILLAGE;

  /** The level a hall's parent must have; empty for the top of the tree. */
  Optional<HallLevel> above() {
    return switch (this) {
      case COUNTY -> Optional.empty();
      case TOWNSHIP -> Optional.of(COUNTY);
      case VILLAGE -> Optional.of(TOWNSHIP);
    };
  }

  /** As files write it, for example {@code county}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
