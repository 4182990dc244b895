package org.jiaohao.hall.backup;

import java.io.IOException;
import org.jiaohao.hall.store.Cause;

/** There is not room enough for what a backup needs. */
final class NoSpaceException extends IOException implements Cause.Told {
  private final Cause told;

  /**
   * Creates one.
   *
   * @param free bytes
   * @param needed bytes
   */
  NoSpaceException(long free, long needed, String folder) {
    this(
        new Cause(
            "%s 剩余 %d MB，备份需要 %d MB".formatted(folder, free >> 20, needed >> 20),
            "%d MB are free in %s, a backup needs %d MB"
                .formatted(free >> 20, folder, needed >> 20)));
  }

  private NoSpaceException(Cause told) {
    super(told.en());
    this.told = told;
  }

  @Override
  public Cause told() {
    return told;
  }
}
