package org.jiaohao.device.driver.ipp;

import java.io.Closeable;
import java.io.IOException;

/** What is sent to a printer, a job each, made one after the other so that memory holds one. */
abstract class Documents implements Closeable {
  private final Way way;
  private final int pages;
  private int done;

  Documents(Way way, int pages) {
    this.way = way;
    this.pages = pages;
  }

  /** A file as it is, in one piece. */
  static Documents asItIs(byte[] pdf) {
    return new Documents(Way.PDF, 1) {
      @Override
      Part next() {
        return new Part(pdf, 1, "");
      }

      @Override
      public void close() {
        // nothing is held
      }
    };
  }

  /**
   * A document.
   *
   * @param pages how many are in it
   * @param media name of the sheet they were drawn for, or empty
   */
  record Part(byte[] bytes, int pages, String media) {}

  /** Makes the next one. */
  abstract Part next() throws IOException;

  @Override
  public abstract void close();

  /** Their form. */
  final Way way() {
    return way;
  }

  /** Pages of all. */
  final int pages() {
    return pages;
  }

  /** Pages of those that the printer took. */
  final int done() {
    return done;
  }

  /** The printer took one. */
  final void taken(Part part) {
    done += part.pages();
  }
}
