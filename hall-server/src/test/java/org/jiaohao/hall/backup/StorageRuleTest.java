package org.jiaohao.hall.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.jiaohao.hall.CoreTest;
import org.jiaohao.hall.store.HallFolder;
import org.jiaohao.hall.store.StoreHealth;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

/** What is told of a disk that is nearly full. */
@CoreTest
class StorageRuleTest extends CoreTest.Fixture {
  @Autowired StoreHealth health;
  @Autowired HallFolder folder;

  @Test
  void aDiskIsToldBeforeItIsFull() {
    assertThat(new StorageRule(health, folder, DataSize.ofBytes(1)).troubles("yj-c00")).isEmpty();
    var nearlyFull = new StorageRule(health, folder, DataSize.ofTerabytes(100_000));
    assertThat(nearlyFull.troubles("yj-c00"))
        .singleElement()
        .satisfies(
            trouble -> {
              assertThat(trouble.messageZh()).contains("磁盘空间不足");
              assertThat(trouble.messageEn()).contains("nearly full");
            });
  }
}
