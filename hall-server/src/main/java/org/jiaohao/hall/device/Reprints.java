package org.jiaohao.hall.device;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.queue.TicketViews;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.StoredEvent;
import org.jiaohao.hall.store.WritePath;
import org.springframework.stereotype.Component;

/** Has a ticket printed at a kiosk, its first paper or another one marked 补打 (R012). */
@Component
public class Reprints {
  private static final Duration WAIT = Duration.ofSeconds(25);

  /** Outcomes after which no paper came out; the kiosk reports a job it began by itself. */
  private static final Set<Reply.Outcome> NOT_PRINTED =
      EnumSet.of(Reply.Outcome.REFUSED, Reply.Outcome.EXPIRED);

  private final AgentRegistry agents;
  private final TicketViews tickets;
  private final WritePath writes;
  private final Commands commands;
  private final EventLog events;

  Reprints(
      AgentRegistry agents,
      TicketViews tickets,
      WritePath writes,
      Commands commands,
      EventLog events) {
    this.agents = agents;
    this.tickets = tickets;
    this.writes = writes;
    this.commands = commands;
    this.events = events;
  }

  /**
   * Prints a ticket and waits for the kiosk's answer. Its first paper goes without the mark 补打.
   *
   * @param agent kiosk to print on; null means any that is ready
   */
  public Reply reprint(String hall, String ticketId, String agent, String actor) {
    Ticket ticket = tickets.get(hall, ticketId);
    String kiosk = agent == null ? readyKiosk(hall) : present(hall, agent);
    PrintEvent.Asked asked = asked(hall, ticket.id(), kiosk, actor);
    var command = new ReprintTicket(ticket.id(), asked.first(), asked.copy());
    Reply reply = commands.ask(hall, kiosk, "reprint-ticket", command, WAIT, noAnswer(kiosk));
    if (NOT_PRINTED.contains(reply.outcome())) {
      writes.run(
          tx ->
              tx.append(hall, new PrintEvent.Refused(ticket.id(), kiosk, asked.copy()), "server"));
    }
    return reply;
  }

  /**
   * One after the other, so that of two who ask at once only one gets the first paper, and no two
   * the same number. The number is in the log before the kiosk hears of it; one that was given is
   * never given again, whatever became of the print (R039).
   */
  private synchronized PrintEvent.Asked asked(
      String hall, String ticket, String kiosk, String actor) {
    long place = tickets.logPlace(hall, ticket).orElse(0);
    PaperHistory papers =
        PaperHistory.of(
            Stream.concat(
                    events.of(hall, "ticket/" + ticket, place).stream(),
                    events.restoresAfter(place).stream())
                .sorted(Comparator.comparingLong(StoredEvent::seq))
                .toList());
    if (papers.waitingAt() != null) {
      throw Problem.conflict(
          "print-waits",
          "This ticket waits at "
              + papers.waitingAt()
              + " and prints by itself once there is paper. Load paper there.",
          "该号票正在 " + papers.waitingAt() + " 等待打印，装纸后会自动打印，请先为该机装纸。");
    }
    boolean first = !papers.possible();
    var asked = new PrintEvent.Asked(ticket, kiosk, first, first ? null : papers.reprints() + 1);
    writes.run(tx -> tx.append(hall, asked, actor));
    return asked;
  }

  /** A kiosk without any fault, or else one that has one, perhaps not of the printer. */
  private String readyKiosk(String hall) {
    List<AgentInfo> kiosks =
        agents.of(hall).stream().filter(a -> a.kind().equals("KIOSK") && !a.revoked()).toList();
    return Stream.of(AgentInfo.State.READY, AgentInfo.State.DEGRADED, AgentInfo.State.OTHER)
        .flatMap(state -> kiosks.stream().filter(kiosk -> kiosk.state() == state))
        .map(AgentInfo::id)
        .findFirst()
        .orElseThrow(
            () ->
                Problem.conflict(
                    "no-kiosk",
                    "No kiosk is ready to print. Switch one on or check its connection.",
                    "没有可用的自助取号机，无法打印，请开启或检查取号机。"));
  }

  private String present(String hall, String agent) {
    AgentInfo kiosk =
        agents.of(hall).stream()
            .filter(a -> a.id().equals(agent) && a.kind().equals("KIOSK") && !a.revoked())
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "unknown-kiosk",
                        "This hall has no kiosk " + agent + ".",
                        "本大厅没有取号机“" + agent + "”。"));
    if (kiosk.state().isAway()) {
      throw Problem.conflict(
          "kiosk-away",
          "Kiosk " + agent + " is not connected. Check it or choose another one.",
          "取号机 " + agent + " 未连接，请检查或选择其他取号机。");
    }
    return agent;
  }

  private static Problem noAnswer(String kiosk) {
    return new Problem(
        504,
        "kiosk-silent",
        "Kiosk " + kiosk + " did not answer; look whether paper came out before trying again.",
        "取号机 " + kiosk + " 没有应答，请先查看是否已出纸再重试。");
  }
}
