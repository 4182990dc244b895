package org.jiaohao.kiosk.ui;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.http.HallInfo;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.kiosk.KioskException;
import org.jiaohao.kiosk.Message;
import org.jiaohao.kiosk.device.PrinterStation;
import org.jiaohao.kiosk.link.HallMenu;
import org.jiaohao.kiosk.link.Menu;
import org.jiaohao.kiosk.ticket.PrintJob;
import org.jiaohao.kiosk.ticket.TicketService;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The kiosk for programs on the same machine; the same draws as the pages. */
@RestController
@RequestMapping("/api")
class ApiController {
  private static final int LONGEST_WAIT = 60;

  private final TicketService tickets;
  private final HallMenu menu;
  private final HallApi api;
  private final HallLink link;
  private final PrinterStation station;

  ApiController(
      TicketService tickets, HallMenu menu, HallApi api, HallLink link, PrinterStation station) {
    this.tickets = tickets;
    this.menu = menu;
    this.api = api;
    this.link = link;
    this.station = station;
  }

  @GetMapping("/status")
  StatusView status() {
    Optional<Menu> current = menu.current();
    Optional<HallApiException> shutOut = api.shutOut();
    boolean enrolled = api.enrolled() && shutOut.isEmpty();
    boolean ready =
        enrolled && menu.serverReachable() && current.isPresent() && tickets.trouble().isEmpty();
    return new StatusView(
        ready,
        shutOut.isPresent() ? AgentState.State.OFFLINE : link.state(),
        enrolled,
        menu.serverReachable(),
        link.connected(),
        current.map(m -> hall(m.hall())).orElse(null),
        current.map(m -> m.queues().size()).orElse(0),
        station.view(),
        link.reports(),
        tickets.counts(),
        shutOut.map(HallApiException::messageZh).orElse(null),
        shutOut.map(HallApiException::getMessage).orElse(null));
  }

  private static StatusView.Hall hall(HallInfo hall) {
    return new StatusView.Hall(hall.id(), hall.name(), hall.nameEn());
  }

  /**
   * Draws and prints. Answers when the job is finished or {@code wait} seconds (0 to 60) have
   * passed; 202 says that it goes on.
   */
  @PostMapping("/draw")
  ResponseEntity<JobView> draw(
      @RequestBody DrawCommand command, @RequestParam(defaultValue = "30") int wait)
      throws InterruptedException {
    PrintJob job = tickets.draw(command.order());
    return answer(tickets.await(job.id(), seconds(wait)).orElse(job));
  }

  @GetMapping("/jobs/{id}")
  ResponseEntity<JobView> job(@PathVariable String id, @RequestParam(defaultValue = "0") int wait)
      throws InterruptedException {
    return answer(
        tickets
            .await(id, seconds(wait))
            .orElseThrow(
                () ->
                    new KioskException(
                        404,
                        new Message(
                            "unknown-job",
                            "没有这个任务，或已超过 24 小时。",
                            "There is no such job, or it is older than 24 hours."),
                        null)));
  }

  private static Duration seconds(int wait) {
    return Duration.ofSeconds(Math.clamp(wait, 0, LONGEST_WAIT));
  }

  private static ResponseEntity<JobView> answer(PrintJob job) {
    JobView view = JobView.of(job);
    return ResponseEntity.status(view.finished() ? HttpStatus.OK : HttpStatus.ACCEPTED).body(view);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(KioskException e) {
    return problem(e.status(), e.userMessage());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e) {
    return problem(
        400,
        new Message(
            "bad-request",
            "请求不是可读的 JSON：{\"queue\":\"a\"} 或 {\"item\":\"sj-001\"}。",
            "The request is not readable JSON; send {\"queue\":\"a\"} or {\"item\":\"sj-001\"}."));
  }

  private static ResponseEntity<ProblemDetail> problem(int status, Message message) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), message.en());
    problem.setType(URI.create("urn:jiaohao:problem:" + message.code()));
    problem.setProperty("detailZh", message.zh());
    return ResponseEntity.status(status).body(problem);
  }
}
