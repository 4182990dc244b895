package org.jiaohao.device.driver.escpos;

import java.util.List;

/**
 * The bytes of a job.
 *
 * @param all all of them but the proof of completion
 * @param bands the images among them, in order
 */
record JobBytes(byte[] all, List<Band> bands) {
  /**
   * A command with a piece of an image.
   *
   * @param start where it begins
   * @param rows dots of paper it takes
   */
  record Band(int start, int rows) {}
}
