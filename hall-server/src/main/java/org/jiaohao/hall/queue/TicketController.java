package org.jiaohao.hall.queue;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.HallHeaders;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.TicketChange;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.AgentCredentials;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.problem.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tickets and queues over HTTP. */
@RestController
@RequestMapping("/api/v1/halls/{hall}")
class TicketController {
  private final TicketDesk desk;
  private final TicketViews views;
  private final TicketHistory history;
  private final Halls halls;

  TicketController(TicketDesk desk, TicketViews views, TicketHistory history, Halls halls) {
    this.desk = desk;
    this.views = views;
    this.history = history;
    this.halls = halls;
  }

  @May(Right.READ_HALL)
  @GetMapping("/queues")
  List<QueueInfo> queues(@PathVariable String hall) {
    return views.queues(halls.get(hall));
  }

  @May(Right.DRAW)
  @PostMapping("/tickets")
  @ResponseStatus(HttpStatus.CREATED)
  Ticket draw(
      @PathVariable String hall,
      @RequestHeader(name = HallHeaders.IDEMPOTENCY_KEY, required = false) String key,
      @RequestBody DrawRequest request,
      Principal actor) {
    if (key == null) {
      throw Problem.keyMissing();
    }
    DrawRequest signed =
        new DrawRequest(
            request.queue(),
            request.item(),
            request.priorityReason(),
            AgentCredentials.idOf(actor.getName()).orElse(request.source()));
    return desk.draw(hall, signed, actor.getName());
  }

  @May(Right.HANDLE_TICKETS)
  @GetMapping("/tickets")
  List<Ticket> search(@PathVariable String hall, @RequestParam String number) {
    return views.search(hall, number);
  }

  @May(Right.READ_HALL)
  @GetMapping("/tickets/{id}")
  Ticket get(@PathVariable String hall, @PathVariable String id) {
    return views.get(hall, id);
  }

  @May(Right.HANDLE_TICKETS)
  @GetMapping("/tickets/{id}/history")
  List<TicketChange> history(@PathVariable String hall, @PathVariable String id) {
    return history.of(hall, id);
  }

  @May(Right.DRAW)
  @PostMapping("/tickets/{id}/cancel")
  Ticket cancel(@PathVariable String hall, @PathVariable String id, Principal actor) {
    Optional<String> kiosk = AgentCredentials.idOf(actor.getName());
    if (kiosk.isPresent() && !desk.drewFrom(hall, id, kiosk.get())) {
      throw new Problem(
          403,
          "not-your-ticket",
          "A kiosk may only cancel tickets it drew itself.",
          "自助终端只能取消自己取出的号票。");
    }
    return desk.cancel(hall, id, actor.getName());
  }

  @May(Right.HANDLE_TICKETS)
  @PostMapping("/tickets/{id}/reactivate")
  Ticket reactivate(@PathVariable String hall, @PathVariable String id, Principal actor) {
    return desk.reactivate(hall, id, actor.getName());
  }

  @May(Right.HANDLE_TICKETS)
  @PostMapping("/tickets/{id}/priority")
  Ticket prioritise(
      @PathVariable String hall,
      @PathVariable String id,
      @RequestBody PriorityRequest request,
      Principal actor) {
    return desk.prioritise(hall, id, request.reason(), actor.getName());
  }

  @May(Right.HANDLE_TICKETS)
  @PostMapping("/tickets/{id}/transfer")
  Ticket transfer(
      @PathVariable String hall,
      @PathVariable String id,
      @RequestBody TransferTo to,
      Principal actor) {
    return desk.transfer(hall, id, to, actor.getName());
  }

  /**
   * Body of {@code …/priority}.
   *
   * @param reason one of {@link TicketDesk#PRIORITY_REASONS}
   */
  record PriorityRequest(String reason) {}
}
