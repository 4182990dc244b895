package org.jiaohao.hall.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.jiaohao.hall.store.Cause;
import org.junit.jupiter.api.Test;

class NoSpaceExceptionTest {
  @Test
  void itSaysHowMuchThereIsAndHowMuchIsNeeded() {
    Cause little = Cause.of(new NoSpaceException(5L << 20, 80L << 20, "/mnt/backup"));
    assertThat(little.zh()).isEqualTo("/mnt/backup 剩余 5 MB，备份需要 80 MB");
    assertThat(little.en()).isEqualTo("5 MB are free in /mnt/backup, a backup needs 80 MB");
  }
}
