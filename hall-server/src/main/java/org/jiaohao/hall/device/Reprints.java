package org.jiaohao.hall.device;

import java.time.Duration;
import org.jiaohao.contract.event.PrintEvent;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.queue.TicketViews;
import org.jiaohao.hall.store.WritePath;
import org.springframework.stereotype.Component;

/** Has a ticket printed again, with the mark 补打 and the same number (R012). */
@Component
public class Reprints {
  private static final Duration WAIT = Duration.ofSeconds(25);

  private final AgentRegistry agents;
  private final TicketViews tickets;
  private final WritePath writes;
  private final Commands commands;

  Reprints(AgentRegistry agents, TicketViews tickets, WritePath writes, Commands commands) {
    this.agents = agents;
    this.tickets = tickets;
    this.writes = writes;
    this.commands = commands;
  }

  /**
   * Prints a ticket again and waits for the kiosk's answer.
   *
   * @param agent kiosk to print on; null means any that is ready
   */
  public Reply reprint(String hall, String ticketId, String agent, String actor) {
    Ticket ticket = tickets.get(hall, ticketId);
    String kiosk = agent == null ? readyKiosk(hall) : present(hall, agent);
    writes.run(tx -> tx.append(hall, new PrintEvent.Asked(ticket.id(), kiosk, false), actor));
    return commands.ask(
        hall, kiosk, "reprint-ticket", new ReprintTicket(ticket.id(), null), WAIT, noAnswer(kiosk));
  }

  private String readyKiosk(String hall) {
    return agents.of(hall).stream()
        .filter(a -> a.kind().equals("KIOSK") && a.state().equals("READY") && !a.revoked())
        .map(AgentInfo::id)
        .findFirst()
        .orElseThrow(
            () -> Problem.conflict("no-kiosk", "No kiosk is ready to print.", "没有可用的自助取号机，无法补打。"));
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
    if (AgentInfo.AWAY.contains(kiosk.state())) {
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
