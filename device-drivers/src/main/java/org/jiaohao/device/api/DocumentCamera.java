package org.jiaohao.device.api;

import java.time.Duration;

/** A camera that looks down on documents (R038). */
public interface DocumentCamera extends Device {
  /** What became of a picture. */
  sealed interface Outcome {
    /**
     * It was taken.
     *
     * @param jpeg a whole JPEG file
     * @param width pixels
     * @param height pixels
     */
    record Taken(byte[] jpeg, int width, int height) implements Outcome {}

    /** It was not. */
    record Failed(DeviceFault fault) implements Outcome {}
  }

  /**
   * Takes a picture and waits for it; pictures of several threads wait for each other.
   *
   * @param deadline longest time
   */
  Outcome take(Duration deadline);
}
