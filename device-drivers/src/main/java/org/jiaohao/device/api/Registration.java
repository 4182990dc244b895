package org.jiaohao.device.api;

/** A listener that was added to a device, or something it was asked to do until further notice. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
  /** Takes it back; nothing happens the second time. */
  @Override
  void close();
}
