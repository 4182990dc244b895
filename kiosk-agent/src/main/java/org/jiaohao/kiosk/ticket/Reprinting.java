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
import org.jiaohao.kiosk.Message;

/** Command {@code reprint-ticket}: a print that staff ask for and wait for (R012). */
final class Reprinting {
  private static final Set<String> IN_FORCE =
      Set.of("WAITING", "CALLED", "SERVING", "NO_SHOW", "REQUEUED", "TRANSFERRED", "HELD");

  private final TicketService tickets;
  private final Duration longest;
  private final Set<String> running = new HashSet<>();

  Reprinting(TicketService tickets, Duration longest) {
    this.tickets = tickets;
    this.longest = longest;
  }

  static boolean possible(Ticket ticket) {
    return IN_FORCE.contains(ticket.state());
  }

  /** Prints and answers; the same ticket is not printed twice at the same time. */
  Reply handle(ReprintTicket command) {
    synchronized (running) {
      if (!running.add(command.ticketId())) {
        return reply(Reply.Outcome.UNCERTAIN, Messages.STILL_PRINTING);
      }
    }
    try {
      PrintJob job = tickets.printForStaff(UUID.randomUUID().toString(), command, longest);
      return switch (job.state()) {
        case CONFIRMED -> new Reply(Reply.Outcome.DONE, null, null);
        case FAILED, ON_SCREEN -> reply(Reply.Outcome.REFUSED, job.message());
        case UNCERTAIN -> reply(Reply.Outcome.UNCERTAIN, job.message());
        default -> reply(Reply.Outcome.UNCERTAIN, Messages.STILL_PRINTING);
      };
    } catch (KioskException e) {
      return reply(Reply.Outcome.REFUSED, e.userMessage());
    } catch (HallApiException e) {
      return reply(Reply.Outcome.REFUSED, Message.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return reply(Reply.Outcome.UNCERTAIN, Messages.STILL_PRINTING);
    } finally {
      synchronized (running) {
        running.remove(command.ticketId());
      }
    }
  }

  private static Reply reply(Reply.Outcome outcome, Message message) {
    return new Reply(outcome, message.zh(), message.en());
  }
}
