package org.jiaohao.hall.device;

import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.PrintFinished;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.hall.hall.Halls;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Understands what agents publish. A message that makes no sense throws and is skipped; a word that
 * only newer agents know does not count as one.
 */
@Component
public class AgentMessages {
  private static final int HALL = 2;
  private static final int AGENT = 4;
  private static final int KIND = 5;

  private final AgentRegistry agents;
  private final CallReceipts receipts;
  private final PrintResults prints;
  private final Commands commands;
  private final Halls halls;
  private final JsonMapper json;

  AgentMessages(
      AgentRegistry agents,
      CallReceipts receipts,
      PrintResults prints,
      Commands commands,
      Halls halls,
      JsonMapper json) {
    this.agents = agents;
    this.receipts = receipts;
    this.prints = prints;
    this.commands = commands;
    this.halls = halls;
    this.json = json.rebuild().enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL).build();
  }

  /** What pages should look at again: its type (window or alert), the hall and the id. */
  public record Change(String hall, String type, String id) {}

  /**
   * Takes a message.
   *
   * @param topic {@code qms/1/{hall}/agent/{id}/…}
   * @param payload JSON, not empty
   * @param correlation correlation data, or null
   * @return what staff pages should look at again
   */
  public Change received(String topic, byte[] payload, String correlation) {
    String[] levels = topic.split("/");
    String hall = levels[HALL];
    String agent = levels[AGENT];
    halls.get(hall);
    return switch (levels[KIND]) {
      case "state" -> {
        agents.state(hall, agent, json.readValue(payload, AgentState.class));
        yield new Change(hall, "alert", agent);
      }
      case "description" -> {
        agents.description(hall, agent, json.readValue(payload, AgentDescription.class));
        yield new Change(hall, "alert", agent);
      }
      case "device" -> {
        agents.device(hall, agent, json.readValue(payload, DeviceReport.class));
        yield new Change(hall, "alert", agent);
      }
      case "reply" -> {
        commands.replied(String.valueOf(correlation), json.readValue(payload, Reply.class));
        yield new Change(hall, "alert", agent);
      }
      case "event" -> event(hall, agent, levels[KIND + 1], payload);
      default -> throw new IllegalArgumentException("unknown topic " + topic);
    };
  }

  private Change event(String hall, String agent, String name, byte[] payload) {
    return switch (name) {
      case "call-confirmed" -> {
        Event<CallConfirmed> event = json.readValue(payload, new TypeReference<>() {});
        String window = receipts.confirmed(hall, agent, event.data()).orElse("");
        yield new Change(hall, "receipt", window);
      }
      case "print-finished" -> {
        Event<PrintFinished> event = json.readValue(payload, new TypeReference<>() {});
        prints.finished(hall, agent, event.data());
        yield new Change(hall, "alert", agent);
      }
      default -> new Change(hall, "alert", agent); // a newer agent may report more than we know
    };
  }
}
