package org.jiaohao.contract.mqtt;

import java.util.Objects;

/**
 * Load of a queue: full state.
 *
 * @param rev rising revision
 * @param queue queue id
 * @param name zh-CN
 * @param nameEn English
 * @param waiting people waiting
 * @param openWindows windows open or busy
 */
public record QueueView(
    long rev, String queue, String name, String nameEn, int waiting, int openWindows) {
  /** What the schema requires is there. */
  public QueueView {
    Objects.requireNonNull(queue, "queue");
    Objects.requireNonNull(name, "name");
  }
}
