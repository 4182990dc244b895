package org.jiaohao.hall.queue;

import java.util.Locale;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.Public;
import org.jiaohao.hall.pages.PageController;
import org.jiaohao.hall.problem.Problem;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A ticket's own phone page (R050): whoever holds the ticket may read it; no personal data. */
@PageController
class TicketPages {
  private final TicketViews tickets;
  private final Halls halls;

  TicketPages(TicketViews tickets, Halls halls) {
    this.tickets = tickets;
    this.halls = halls;
  }

  @Public(phones = true)
  @GetMapping("/t/{id}")
  String ticket(@PathVariable String id, Model model) {
    fill(id, model);
    return "queue/ticket";
  }

  /** The part that changes, fetched every few seconds. */
  @Public(phones = true)
  @GetMapping("/t/{id}/live")
  String live(@PathVariable String id, Model model) {
    fill(id, model);
    return "queue/ticket-live :: live";
  }

  private void fill(String id, Model model) {
    Ticket ticket =
        tickets
            .find(id.toLowerCase(Locale.ROOT))
            .map(TicketViews::withoutPriority)
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "unknown-ticket",
                        "This ticket is not known. Scan the code on the paper again or ask the"
                            + " guide desk.",
                        "没有找到这张号票。请重新扫描号票上的二维码，或到导办台咨询。"));
    var hall = halls.get(ticket.hall());
    model.addAttribute("hall", hall);
    model.addAttribute("ticket", ticket);
    model.addAttribute(
        "status",
        new Status(
            look(TicketState.valueOf(ticket.state())),
            TicketState.valueOf(ticket.state()).isFinal(),
            callable(TicketState.valueOf(ticket.state())),
            ticket.window(),
            hall.window(String.valueOf(ticket.window())).map(w -> w.area()).orElse(null),
            minutes(ticket.waitMinutes())));
  }

  private static String look(TicketState state) {
    return switch (state) {
      case CALLED -> "called";
      case SERVING -> "serving";
      case DONE, CANCELLED, EXPIRED, NO_SHOW -> "ended";
      default -> "";
    };
  }

  private static boolean callable(TicketState state) {
    return switch (state) {
      case WAITING, REQUEUED, TRANSFERRED, CALLED -> true;
      case SERVING, HELD, DONE, NO_SHOW, CANCELLED, EXPIRED -> false;
    };
  }

  private static String minutes(Ticket.WaitRange range) {
    return range == null ? null : range.low() + "–" + range.high();
  }

  /**
   * What the live part shows besides the ticket.
   *
   * @param look class of the strip
   * @param ended whether nothing will change any more
   * @param callable whether the next thing to come is a call, or the way to the window
   * @param window window that called, serves, or put on hold; or null
   * @param area its area, or null
   * @param minutes estimated wait, or null
   */
  record Status(
      String look, boolean ended, boolean callable, String window, String area, String minutes) {}
}
