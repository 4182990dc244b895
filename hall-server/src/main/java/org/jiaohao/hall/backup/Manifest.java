package org.jiaohao.hall.backup;

import java.time.Instant;
import java.util.SortedMap;
import org.jiaohao.hall.store.HallFolder;

/**
 * What a backup holds; its last entry, so that a file without it is not whole.
 *
 * @param installation whose backup it is, see {@link HallFolder#installation}; null before 0.2.0
 * @param takenAt the moment whose state it is
 * @param tables every table of the database
 * @param files SHA-256 of every other file by its path in the data folder
 */
record Manifest(
    String installation,
    Instant takenAt,
    SortedMap<String, TableDigest> tables,
    SortedMap<String, String> files) {
  /** Whether it says what every backup says. */
  boolean isWhole() {
    return takenAt != null && tables != null && files != null;
  }

  /** All rows of all tables. */
  long rows() {
    return tables.values().stream().mapToLong(TableDigest::rows).sum();
  }
}
