package org.jiaohao.device.codec;

import java.util.List;

/**
 * Finds frames in what a device sends. However the bytes are cut into pieces, the frames are the
 * same; bytes that belong to no frame are skipped and counted; nothing that comes from outside
 * makes it fail or its buffer grow.
 *
 * @param <F> a frame
 */
public interface FrameDecoder<F> {
  /**
   * Takes bytes.
   *
   * @param bytes holds them from its start
   * @param count how many
   * @return the frames that are whole now, in order
   */
  List<F> take(byte[] bytes, int count);
}
