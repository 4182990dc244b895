package org.jiaohao.device;

/** What a driver said of one piece of work, held against what the emulated device shows. */
public enum Verdict {
  /** The driver said done, and it is done, wholly and once. */
  DONE,
  /** The driver said that it failed or that nobody knows, or reported nothing. */
  NOT_DONE,
  /** The driver said done, or reported an event, and the device did no such thing. */
  FALSE_SUCCESS,
  /** The driver said that nothing was done, and it was: a repeat would do it twice. */
  FALSE_FAILURE;

  /** For work that is only ever said to be done: its failure claims nothing. */
  public static Verdict of(boolean said, boolean done) {
    if (!said) {
      return NOT_DONE;
    }
    return done ? DONE : FALSE_SUCCESS;
  }
}
