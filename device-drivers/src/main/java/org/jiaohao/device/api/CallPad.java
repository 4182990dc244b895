package org.jiaohao.device.api;

import java.util.function.Consumer;

/** A clerk's call pad, with or without keys for the citizen's rating (R041, R036). */
public interface CallPad extends Device {
  /** Keys. */
  enum Key {
    /** Call the next one. */
    CALL,
    /** Call the same one again. */
    RECALL,
    /** Ask the citizen for a rating. */
    RATE,
    /** Clear what was typed. */
    CANCEL,
    /** The called one did not come. */
    NO_SHOW,
    /** Hold the ticket. */
    HOLD,
    /** Call the held one again. */
    CALL_HELD,
    /** Pause the window. */
    PAUSE,
    /** Transfer the ticket. */
    TRANSFER,
    /** A key of the pad that means nothing here. */
    OTHER
  }

  /**
   * A key press.
   *
   * @param key which
   * @param digits what was typed before it, possibly empty
   */
  record Press(Key key, String digits) {}

  /**
   * Adds a listener for key presses, called once for each however often the pad repeats it, on the
   * device's own thread. Two calls of a pad are at least 1.5 s apart: a call before that is taken
   * for a double press (R041).
   */
  Registration onPress(Consumer<Press> listener);

  /**
   * Adds a listener for ratings.
   *
   * <p>A rating is 0 (best) to 4 (worst), in the order the pad's profile gives.
   */
  Registration onRating(Consumer<Integer> listener);

  /**
   * Shows the called number and how many wait, as far as the pad has digits for them; nothing
   * happens on pads without a display.
   *
   * @param ticket for example {@code A001}, or empty
   * @param waiting 0 to 999; more are shown as 999
   */
  void show(String ticket, int waiting);

  /** Lets the pad ask the citizen for a rating; nothing happens on pads without such keys. */
  void askForRating();

  /** A short sound; nothing happens on pads without. */
  void beep();
}
