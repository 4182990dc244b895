package org.jiaohao.hall.window;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jiaohao.contract.http.Call;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.pages.Looks;
import org.jiaohao.hall.pages.PageController;
import org.jiaohao.hall.queue.NoShowPolicy;
import org.jiaohao.hall.queue.TicketViews;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The clerk's screen of a window (R041). It shows; every action goes through the HTTP API. */
@PageController
class ClerkPages {
  private static final int SHOWN_WAITING = 20;

  private final Halls halls;
  private final WindowViews windows;
  private final TicketViews tickets;
  private final WindowRights rights;
  private final NoShowPolicy policy;
  private final Clock clock;

  ClerkPages(
      Halls halls,
      WindowViews windows,
      TicketViews tickets,
      WindowRights rights,
      NoShowPolicy policy,
      Clock clock) {
    this.halls = halls;
    this.windows = windows;
    this.tickets = tickets;
    this.rights = rights;
    this.policy = policy;
    this.clock = clock;
  }

  @May(Right.SERVE_WINDOWS)
  @GetMapping("/clerk/{hall}")
  String choose(@PathVariable("hall") String id, Model model) {
    Hall hall = halls.get(id);
    model.addAttribute("hall", hall);
    model.addAttribute(
        "windows",
        windows.list(id).stream().filter(w -> rights.mayServe(hall.knownWindow(w.no()))).toList());
    model.addAttribute("look", Looks.OF_WINDOW);
    return "window/windows";
  }

  @May(Right.SERVE_WINDOWS)
  @GetMapping("/clerk/{hall}/{no}")
  String window(@PathVariable("hall") String id, @PathVariable String no, Model model) {
    fill(id, no, model);
    model.addAttribute("frame", "clerk-page");
    return "window/window";
  }

  /** The part that changes. */
  @May(Right.SERVE_WINDOWS)
  @GetMapping("/clerk/{hall}/{no}/live")
  String live(@PathVariable("hall") String id, @PathVariable String no, Model model) {
    fill(id, no, model);
    return "window/window-live :: live";
  }

  private void fill(String id, String no, Model model) {
    rights.mustServe(id, no);
    Hall hall = halls.get(id);
    WindowInfo window = windows.get(id, no);
    model.addAttribute("hall", hall);
    model.addAttribute("window", window);
    model.addAttribute("look", Looks.OF_WINDOW);
    model.addAttribute("now", clock.millis());
    model.addAttribute("actions", WindowAction.of(window, policy, clock.millis()));
    model.addAttribute("mayCall", WindowAction.mayCallBack(window));
    model.addAttribute("aside", windows.aside(id, no));
    model.addAttribute("waiting", windows.waiting(id, no, SHOWN_WAITING));
    model.addAttribute(
        "queues",
        window.queues().stream()
            .flatMap(queue -> hall.queue(queue).stream())
            .map(queue -> tickets.queue(hall, queue))
            .toList());
    model.addAttribute("why", windows.whyCalled(window.call()).orElse(null));
    model.addAttribute("receipts", receipts(window.call()));
  }

  private static List<Receipt> receipts(Call call) {
    return Stream.of(CallConfirmed.Kind.STRIP, CallConfirmed.Kind.BOARD, CallConfirmed.Kind.VOICE)
        .map(kind -> receipt(kind, call))
        .toList();
  }

  /**
   * A kind is confirmed when one of its devices confirmed, failed when all that answered failed.
   */
  private static Receipt receipt(CallConfirmed.Kind kind, Call call) {
    List<CallConfirmed.Outcome> outcomes =
        call == null
            ? List.of()
            : call.receipts().stream()
                .filter(receipt -> receipt.kind() == kind)
                .map(Call.Receipt::outcome)
                .toList();
    if (outcomes.isEmpty()) {
      return new Receipt(kind, "OPEN");
    }
    boolean confirmed =
        outcomes.contains(CallConfirmed.Outcome.SHOWN)
            || outcomes.contains(CallConfirmed.Outcome.SPOKEN);
    if (confirmed) {
      return new Receipt(kind, "OK");
    }
    return new Receipt(kind, outcomes.contains(CallConfirmed.Outcome.MUTED) ? "MUTED" : "FAILED");
  }

  /**
   * What the devices of a kind said about the last call.
   *
   * @param kind STRIP, BOARD or VOICE
   * @param outcome OK, FAILED, OPEN, or MUTED when it is silent on purpose
   */
  record Receipt(CallConfirmed.Kind kind, String outcome) {}
}
