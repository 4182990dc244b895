package org.jiaohao.contract.event;

/** Something happened to the paper of a ticket. */
public sealed interface PrintEvent extends HallEvent {
  /** Ticket id. */
  String ticket();

  @Override
  default String subject() {
    return "ticket/" + ticket();
  }

  /**
   * Staff asked a kiosk for paper.
   *
   * @param ticket ticket id
   * @param agent kiosk that prints
   * @param first whether it is the first paper, printed without the mark 补打 (R012)
   * @param copy number of the reprint, from 1 and given once for a ticket (R039); null for the
   *     first paper, and in events of earlier versions
   */
  record Asked(String ticket, String agent, boolean first, Integer copy) implements PrintEvent {}

  /**
   * A kiosk did not print what it was asked for.
   *
   * @param ticket ticket id
   * @param agent kiosk that was asked
   * @param copy number of the reprint that did not come out, or null
   */
  record Refused(String ticket, String agent, Integer copy) implements PrintEvent {}

  /**
   * A kiosk reported where a print job stands.
   *
   * @param ticket ticket id
   * @param agent kiosk that prints
   * @param job print job id
   * @param state where it stands
   * @param reprint whether the paper carries the mark 补打
   * @param copy number of the reprint beside the mark, null without one
   */
  record Finished(
      String ticket, String agent, String job, State state, boolean reprint, Integer copy)
      implements PrintEvent {
    /** Where a print job stands. */
    public enum State {
      CONFIRMED,
      FAILED,
      UNCERTAIN,
      /** For paper or the printer; it then prints once by itself. */
      WAITING,
      /** The citizen chose the QR code or left before paper came. */
      DROPPED,
      /** A word this version does not know. */
      UNKNOWN
    }

    /** An unknown state is {@link State#UNKNOWN}. */
    public Finished {
      state = state == null ? State.UNKNOWN : state;
    }
  }
}
