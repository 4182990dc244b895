package org.jiaohao.kiosk.ticket;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.jiaohao.kiosk.KioskException;
import org.jiaohao.kiosk.Notice;

/** Command {@code reprint-ticket} (R012). */
final class Reprinting {
  private static final Set<String> IN_FORCE =
      Set.of("WAITING", "CALLED", "SERVING", "NO_SHOW", "REQUEUED", "TRANSFERRED", "HELD");

  private final TicketDesk desk;
  private final Duration longest;
  private final Set<String> running = new HashSet<>();

  Reprinting(TicketDesk desk, Duration longest) {
    this.desk = desk;
    this.longest = longest;
  }

  static boolean possible(Ticket ticket) {
    return IN_FORCE.contains(ticket.state());
  }

  /** Prints and answers; the same ticket is not printed twice at the same time. */
  Reply handle(ReprintTicket command) {
    synchronized (running) {
      if (!running.add(command.ticketId())) {
        return reply("UNCERTAIN", Notices.STILL_PRINTING);
      }
    }
    try {
      PrintJob job = desk.reprint(UUID.randomUUID().toString(), command.ticketId(), longest);
      return switch (job.state()) {
        case CONFIRMED -> new Reply("DONE", null, null);
        case FAILED, ON_SCREEN -> reply("REFUSED", job.notice());
        case UNCERTAIN -> reply("UNCERTAIN", job.notice());
        default -> reply("UNCERTAIN", Notices.STILL_PRINTING);
      };
    } catch (KioskException e) {
      return reply("REFUSED", e.notice());
    } catch (HallApiException e) {
      return reply("REFUSED", Notice.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return reply("UNCERTAIN", Notices.STILL_PRINTING);
    } finally {
      synchronized (running) {
        running.remove(command.ticketId());
      }
    }
  }

  private static Reply reply(String outcome, Notice notice) {
    return new Reply(outcome, notice.zh(), notice.en());
  }
}
