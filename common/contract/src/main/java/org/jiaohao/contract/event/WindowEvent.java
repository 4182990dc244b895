package org.jiaohao.contract.event;

import java.util.List;
import java.util.Objects;

/** Something happened to a window. */
public sealed interface WindowEvent extends HallEvent {
  /** Window number. */
  String no();

  @Override
  default String subject() {
    return "window/" + no();
  }

  /** A change of state. */
  sealed interface OfState extends WindowEvent permits Opened, Closed, Paused, Resumed, Overdue {
    /** The window after the event. */
    WindowFacts window();

    @Override
    default String no() {
      return window().no();
    }
  }

  /** A clerk opened it. */
  record Opened(WindowFacts window) implements OfState {
    /** With a window. */
    public Opened {
      Objects.requireNonNull(window, "window");
    }
  }

  /** It was closed. */
  record Closed(WindowFacts window) implements OfState {
    /** With a window. */
    public Closed {
      Objects.requireNonNull(window, "window");
    }
  }

  /** It pauses: a pause, a short leave or lunch. */
  record Paused(WindowFacts window) implements OfState {
    /** With a window. */
    public Paused {
      Objects.requireNonNull(window, "window");
    }
  }

  /** It goes on after a pause. */
  record Resumed(WindowFacts window) implements OfState {
    /** With a window. */
    public Resumed {
      Objects.requireNonNull(window, "window");
    }
  }

  /** A short leave took longer than three minutes (R095). */
  record Overdue(WindowFacts window) implements OfState {
    /** With a window. */
    public Overdue {
      Objects.requireNonNull(window, "window");
    }
  }

  /**
   * Its setup changed.
   *
   * @param no window number
   * @param members names of the members that were set, for example {@code queues}
   */
  record Changed(String no, List<String> members) implements WindowEvent {
    /** With a window. */
    public Changed {
      Objects.requireNonNull(no, "no");
    }
  }
}
