package org.jiaohao.hall.device;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jiaohao.contract.event.DeviceEvent;
import org.jiaohao.contract.mqtt.AgentDescription;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.TestDevice;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.WritePath;
import org.springframework.stereotype.Component;

/**
 * Asks an agent what is plugged in there, or to try one of its devices. Who asks while the same is
 * being done gets that answer: a double tap starts one test only.
 */
@Component
public class DeviceTests {
  /** An agent needs 25 s for the longest test. */
  private static final Duration WAIT = Duration.ofSeconds(28);

  private final AgentRegistry agents;
  private final WritePath writes;
  private final Commands commands;
  private final SharedAnswers<Reply> answers = new SharedAnswers<>();

  DeviceTests(AgentRegistry agents, WritePath writes, Commands commands) {
    this.agents = agents;
    this.writes = writes;
    this.commands = commands;
  }

  /** What is plugged in at an agent. */
  public Reply scan(String hall, String agent, String actor) {
    present(hall, agent);
    return answers.of(
        hall + "/" + agent,
        () -> {
          append(hall, new DeviceEvent.ScanAsked(agent), actor);
          return commands.ask(hall, agent, "scan-devices", Map.of(), WAIT, silent(agent));
        });
  }

  /** Tries a device, and says what was seen and what must be seen there. */
  public Reply test(String hall, String agent, String device, String actor) {
    AgentInfo info = present(hall, agent);
    if (names(info).noneMatch(device::equals)) {
      throw Problem.notFound(
          "unknown-device",
          "Agent " + agent + " has no device " + device + ". Look at its settings.",
          "终端 " + agent + " 没有设备“" + device + "”，请检查终端配置。");
    }
    return answers.of(
        hall + "/" + agent + "/" + device,
        () -> {
          append(hall, new DeviceEvent.TestAsked(agent, device), actor);
          return commands.ask(
              hall, agent, "test-device", new TestDevice(device), WAIT, silent(agent));
        });
  }

  private void append(String hall, DeviceEvent event, String actor) {
    writes.run(tx -> tx.append(hall, event, actor));
  }

  private AgentInfo present(String hall, String id) {
    AgentInfo agent = agents.get(hall, id);
    if (agent.state().isAway()) {
      throw Problem.conflict(
          "agent-away",
          "Agent " + id + " is not connected. Check its power and network, then try again.",
          "终端 " + id + " 未连接，请检查电源和网络后重试。");
    }
    return agent;
  }

  private static Stream<String> names(AgentInfo agent) {
    AgentDescription description = agent.description();
    List<AgentDescription.Device> configured =
        description == null || description.devices() == null ? List.of() : description.devices();
    return Stream.concat(
        configured.stream().map(AgentDescription.Device::name),
        agent.devices().stream().map(DeviceInfo::device));
  }

  private static Problem silent(String agent) {
    return new Problem(
        504,
        "agent-silent",
        "Agent " + agent + " did not answer. Look at the device and at the agent, then try again.",
        "终端 " + agent + " 没有应答，请查看设备和终端后重试。");
  }
}
