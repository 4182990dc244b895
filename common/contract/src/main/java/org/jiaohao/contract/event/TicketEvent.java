package org.jiaohao.contract.event;

import java.util.Objects;

/** Something happened to a ticket. */
public sealed interface TicketEvent extends HallEvent {
  /** The ticket after the event. */
  TicketFacts ticket();

  @Override
  default String subject() {
    return "ticket/" + ticket().id();
  }

  /** A number was drawn. */
  record Drawn(TicketFacts ticket) implements TicketEvent {
    /** With a ticket. */
    public Drawn {
      Objects.requireNonNull(ticket, "ticket");
    }
  }

  /** It was called to a window, or called again. */
  record Called(TicketFacts ticket) implements TicketEvent {
    /** With a ticket. */
    public Called {
      Objects.requireNonNull(ticket, "ticket");
    }
  }

  /** The service began. */
  record Started(TicketFacts ticket) implements TicketEvent {
    /** With a ticket. */
    public Started {
      Objects.requireNonNull(ticket, "ticket");
    }
  }

  /** The service ended. */
  record Finished(TicketFacts ticket) implements TicketEvent {
    /** With a ticket. */
    public Finished {
      Objects.requireNonNull(ticket, "ticket");
    }
  }

  /** The citizen went to fill in a form and comes back. */
  record Held(TicketFacts ticket) implements TicketEvent {
    /** With a ticket. */
    public Held {
      Objects.requireNonNull(ticket, "ticket");
    }
  }

  /** A held ticket is served again. */
  record Resumed(TicketFacts ticket) implements TicketEvent {
    /** With a ticket. */
    public Resumed {
      Objects.requireNonNull(ticket, "ticket");
    }
  }

  /** It was called and nobody came. */
  record Missed(TicketFacts ticket) implements TicketEvent {
    /** With a ticket. */
    public Missed {
      Objects.requireNonNull(ticket, "ticket");
    }
  }

  /** A missed ticket stands in line again. */
  record Requeued(TicketFacts ticket) implements TicketEvent {
    /** With a ticket. */
    public Requeued {
      Objects.requireNonNull(ticket, "ticket");
    }
  }

  /**
   * It was passed on to another queue or window.
   *
   * @param fromQueue queue it left
   * @param fromWindow window it left, or null
   * @param toWindow the window it waits for alone now, or null for all of its queue
   */
  record Transferred(TicketFacts ticket, String fromQueue, String fromWindow, String toWindow)
      implements TicketEvent {
    /** With a ticket. */
    public Transferred {
      Objects.requireNonNull(ticket, "ticket");
    }
  }

  /** It was given up before being served. */
  record Cancelled(TicketFacts ticket) implements TicketEvent {
    /** With a ticket. */
    public Cancelled {
      Objects.requireNonNull(ticket, "ticket");
    }
  }

  /** It has priority from now on; the reason stays inside. */
  record Prioritised(TicketFacts ticket) implements TicketEvent {
    /** With a ticket. */
    public Prioritised {
      Objects.requireNonNull(ticket, "ticket");
    }
  }

  /**
   * It is no longer in force.
   *
   * @param cause why
   */
  record Expired(TicketFacts ticket, Cause cause) implements TicketEvent {
    /** Why a ticket expired. */
    public enum Cause {
      /** Nobody came, and the hall's policy ends it. */
      NO_SHOW,
      /** The business day ended. */
      DAY_END,
      /** A word this version does not know. */
      UNKNOWN
    }

    /** With a ticket; an unknown cause is {@link Cause#UNKNOWN}. */
    public Expired {
      Objects.requireNonNull(ticket, "ticket");
      cause = cause == null ? Cause.UNKNOWN : cause;
    }
  }
}
