package org.jiaohao.device;

/** Whether the long repetitions run too: {@code -Djiaohao.long=true}. */
public final class LongRun {
  /** True in the long run. */
  public static final boolean ON = Boolean.getBoolean("jiaohao.long");

  private LongRun() {}
}
