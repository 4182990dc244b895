package org.jiaohao.hall.queue;

import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.pages.PageController;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Queues of a hall: their names. */
@PageController
class QueueSetupPages {
  private final Halls halls;
  private final TicketViews tickets;

  QueueSetupPages(Halls halls, TicketViews tickets) {
    this.halls = halls;
    this.tickets = tickets;
  }

  @May(Right.MANAGE_HALL)
  @GetMapping("/manage/{hall}/queues")
  String queues(@PathVariable("hall") String id, Model model) {
    Hall hall = halls.get(id);
    model.addAttribute("hall", hall);
    model.addAttribute("queues", tickets.queues(hall));
    return "queue/setup";
  }
}
