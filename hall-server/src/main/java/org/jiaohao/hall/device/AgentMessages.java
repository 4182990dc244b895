package org.jiaohao.hall.device;

import java.util.Arrays;
import java.util.Optional;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.contract.mqtt.Reply;
import org.springframework.stereotype.Component;

/**
 * Understands what agents publish. A message that the contract does not allow is skipped, counted
 * and shown at its agent; a word that only newer agents know does not count as one.
 */
@Component
public class AgentMessages {
  private static final int HALL = 2;
  private static final int AGENT = 4;
  private static final int KIND = 5;
  private static final String ALERT = "alert";

  private final AgentRegistry agents;
  private final CallReceipts receipts;
  private final PrintResults prints;
  private final Commands commands;
  private final AgentMessageReader reader;

  AgentMessages(
      AgentRegistry agents,
      CallReceipts receipts,
      PrintResults prints,
      Commands commands,
      AgentMessageReader reader) {
    this.agents = agents;
    this.receipts = receipts;
    this.prints = prints;
    this.commands = commands;
    this.reader = reader;
  }

  /** What pages should look at again: its type (window or alert), the hall and the id. */
  public record Change(String hall, String type, String id) {}

  /**
   * Takes a message.
   *
   * @param topic {@code qms/1/{hall}/agent/{id}/…}
   * @param payload JSON; empty when what was retained there was removed
   * @param correlation correlation data, or null
   * @return what staff pages should look at again; empty when it came from nobody who is enrolled
   */
  public Optional<Change> received(String topic, byte[] payload, String correlation) {
    String[] levels = topic.split("/");
    String hall = levels[HALL];
    String agent = levels[AGENT];
    if (!agents.known(hall, agent)) {
      return Optional.empty(); // a broker outside may let others write there
    }
    try {
      return Optional.of(take(levels, payload, correlation));
    } catch (BadAgentMessage e) {
      String branch = String.join("/", Arrays.asList(levels).subList(KIND, levels.length));
      agents.bad(hall, agent, branch, e.getMessage());
      return Optional.of(new Change(hall, ALERT, agent));
    }
  }

  private Change take(String[] levels, byte[] payload, String correlation) {
    String hall = levels[HALL];
    String agent = levels[AGENT];
    var changed = new Change(hall, ALERT, agent);
    if (payload.length == 0) {
      if (levels[KIND].equals("device")) {
        agents.deviceGone(hall, agent, levels[KIND + 1]);
      }
      return changed;
    }
    switch (levels[KIND]) {
      case "state" ->
          agents.state(hall, agent, reader.read("agent-state", payload, AgentState.class));
      case "description" ->
          agents.description(
              hall, agent, reader.read("agent-description", payload, AgentDescription.class));
      case "device" -> device(hall, agent, levels[KIND + 1], payload);
      case "reply" ->
          commands.replied(
              hall, agent, String.valueOf(correlation), reader.read("reply", payload, Reply.class));
      case "event" -> {
        return event(hall, agent, levels[KIND + 1], payload);
      }
      default -> throw new BadAgentMessage("topic");
    }
    return changed;
  }

  private void device(String hall, String agent, String name, byte[] payload) {
    DeviceReport report = reader.read("device-report", payload, DeviceReport.class);
    if (!report.device().equals(name)) {
      throw new BadAgentMessage("/device topic");
    }
    agents.device(hall, agent, report);
  }

  private Change event(String hall, String agent, String name, byte[] payload) {
    return switch (name) {
      case "call-confirmed" -> {
        CallConfirmed receipt = data(name, payload, CallConfirmed.class);
        yield new Change(hall, "receipt", receipts.confirmed(hall, agent, receipt).orElse(""));
      }
      case "print-finished" -> {
        prints.finished(hall, agent, data(name, payload, PrintFinished.class));
        yield new Change(hall, ALERT, agent);
      }
      default -> new Change(hall, ALERT, agent); // a newer agent may report more than we know
    };
  }

  private <T> T data(String name, byte[] payload, Class<T> type) {
    Event<T> event = reader.readEvent(payload, type);
    if (!event.type().equals(name)) {
      throw new BadAgentMessage("/type topic");
    }
    return event.data();
  }
}
