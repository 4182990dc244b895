package org.jiaohao.hall.window;

import java.security.Principal;
import java.util.List;
import org.jiaohao.contract.http.NextResponse;
import org.jiaohao.contract.http.PadKey;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.identity.AgentCredentials;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.problem.Texts;
import org.jiaohao.hall.queue.TransferTo;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Windows over HTTP. What is done with the window's ticket takes {@code ?ticket=…}, the id of the
 * one that the person sees, empty for none, and is refused with {@code ticket-changed} when another
 * one is there.
 */
@RestController
@RequestMapping("/api/v1/halls/{hall}/windows")
class WindowController {
  private static final int LONGEST_LIST = 200;

  private final Windows windows;
  private final WindowKeys keys;
  private final WindowPads pads;
  private final WindowViews views;
  private final WindowRights rights;

  WindowController(
      Windows windows, WindowKeys keys, WindowPads pads, WindowViews views, WindowRights rights) {
    this.windows = windows;
    this.keys = keys;
    this.pads = pads;
    this.views = views;
    this.rights = rights;
  }

  /** Before every action. */
  @ModelAttribute
  void mayServe(
      HttpMethod method, @PathVariable String hall, @PathVariable(required = false) String no) {
    if (method.equals(HttpMethod.POST)) {
      rights.mustServe(hall, no);
    }
  }

  @May(Right.READ_HALL)
  @GetMapping
  List<WindowInfo> list(@PathVariable String hall) {
    return views.list(hall);
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping("/{no}")
  WindowInfo get(@PathVariable String hall, @PathVariable String no) {
    return views.get(hall, no);
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping("/{no}/waiting")
  List<Ticket> waiting(@PathVariable String hall, @PathVariable String no) {
    return views.waiting(hall, no, LONGEST_LIST);
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping("/{no}/aside")
  List<Ticket> aside(@PathVariable String hall, @PathVariable String no) {
    return views.aside(hall, no);
  }

  @May(Right.PRESS_KEYS)
  @PostMapping("/{no}/key")
  WindowInfo key(
      @PathVariable String hall,
      @PathVariable String no,
      @RequestBody PadKey pressed,
      Principal agent) {
    pads.pressed(hall, no, AgentCredentials.idOf(agent.getName()).orElseThrow());
    return keys.press(hall, no, pressed);
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/next")
  ResponseEntity<NextResponse> next(
      @PathVariable String hall,
      @PathVariable String no,
      @RequestParam(required = false) String ticket,
      Principal actor) {
    WindowInfo window = windows.showing(ticket).next(hall, no, actor.getName());
    return window.ticket() == null
        ? ResponseEntity.noContent().build()
        : ResponseEntity.ok(new NextResponse(window.ticket(), window.call()));
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/recall")
  NextResponse recall(
      @PathVariable String hall,
      @PathVariable String no,
      @RequestParam(required = false) String ticket,
      Principal actor) {
    WindowInfo window = windows.showing(ticket).recall(hall, no, actor.getName());
    return new NextResponse(window.ticket(), window.call());
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/start")
  WindowInfo start(
      @PathVariable String hall,
      @PathVariable String no,
      @RequestParam(required = false) String ticket,
      Principal actor) {
    return windows.showing(ticket).start(hall, no, actor.getName());
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/finish")
  WindowInfo finish(
      @PathVariable String hall,
      @PathVariable String no,
      @RequestParam(required = false) String ticket,
      Principal actor) {
    return windows.showing(ticket).finish(hall, no, actor.getName());
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/no-show")
  WindowInfo noShow(
      @PathVariable String hall,
      @PathVariable String no,
      @RequestParam(required = false) String ticket,
      Principal actor) {
    return windows.showing(ticket).noShow(hall, no, actor.getName());
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/hold")
  WindowInfo hold(
      @PathVariable String hall,
      @PathVariable String no,
      @RequestParam(required = false) String ticket,
      Principal actor) {
    return windows.showing(ticket).hold(hall, no, actor.getName());
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/call-back")
  WindowInfo callBack(
      @PathVariable String hall,
      @PathVariable String no,
      @RequestBody TicketRequest request,
      Principal actor) {
    return windows.callBack(hall, no, request.ticket(), actor.getName());
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/transfer")
  WindowInfo transfer(
      @PathVariable String hall,
      @PathVariable String no,
      @RequestBody TransferTo to,
      @RequestParam(required = false) String ticket,
      Principal actor) {
    return windows.showing(ticket).transfer(hall, no, to, actor.getName());
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/open")
  WindowInfo open(@PathVariable String hall, @PathVariable String no, Principal actor) {
    return windows.open(hall, no, actor.getName());
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/close")
  WindowInfo close(@PathVariable String hall, @PathVariable String no, Principal actor) {
    return windows.close(hall, no, actor.getName());
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/pause")
  WindowInfo pause(
      @PathVariable String hall,
      @PathVariable String no,
      @RequestBody(required = false) PauseRequest request,
      Principal actor) {
    String reason =
        request == null ? null : Texts.optional("reason", request.reason(), Texts.LONGEST_NAME);
    return windows.pause(hall, no, reason, actor.getName());
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/short-leave")
  WindowInfo shortLeave(@PathVariable String hall, @PathVariable String no, Principal actor) {
    return windows.shortLeave(hall, no, actor.getName());
  }

  @May(Right.SERVE_WINDOWS)
  @PostMapping("/{no}/resume")
  WindowInfo resume(@PathVariable String hall, @PathVariable String no, Principal actor) {
    return windows.resume(hall, no, actor.getName());
  }

  /**
   * Body of {@code …/call-back}.
   *
   * @param ticket id of a held ticket
   */
  record TicketRequest(String ticket) {}

  /**
   * Body of {@code …/pause}.
   *
   * @param reason text for the record, or {@code lunch}; may be null
   */
  record PauseRequest(String reason) {}
}
