package org.jiaohao.display.ui;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.AgentState;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.display.board.Board;
import org.jiaohao.display.rolling.RollingScreens;
import org.jiaohao.display.strip.Strips;
import org.jiaohao.display.voice.Loudspeaker;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The technician's page and the status for other programs. */
@Controller
class StatusController {
  private final AgentSettings settings;
  private final HallApi api;
  private final HallLink link;
  private final Strips strips;
  private final RollingScreens rolling;
  private final Loudspeaker voice;
  private final Board board;

  StatusController(
      AgentSettings settings,
      HallApi api,
      HallLink link,
      Strips strips,
      RollingScreens rolling,
      Loudspeaker voice,
      Board board) {
    this.settings = settings;
    this.api = api;
    this.link = link;
    this.strips = strips;
    this.rolling = rolling;
    this.voice = voice;
    this.board = board;
  }

  /**
   * Answer of {@code GET /api/status}.
   *
   * @param ready whether screens follow the hall now
   * @param state how the devices are: READY, or DEGRADED while one cannot be used; OFFLINE when the
   *     hall shut the agent out
   * @param enrolled whether credentials are stored and the server takes them
   * @param mqttConnected whether the broker is connected
   * @param devices devices with what they show
   * @param boardViewers board pages open now
   * @param messageZh why the server refuses the credentials and what to do, or null
   * @param messageEn the same in English
   */
  record Status(
      boolean ready,
      AgentState.State state,
      boolean enrolled,
      boolean mqttConnected,
      List<Shown> devices,
      int boardViewers,
      String messageZh,
      String messageEn) {}

  /**
   * A device.
   *
   * @param name device name
   * @param state its state
   * @param text what it shows or said last, or null
   * @param voice whether it is a voice, which can be tested
   * @param messageZh what is wrong, or null
   * @param messageEn the same in English
   */
  record Shown(
      String name,
      DeviceReport.State state,
      String text,
      boolean voice,
      String messageZh,
      String messageEn) {}

  @GetMapping("/api/status")
  @ResponseBody
  Status status() {
    Optional<HallApiException> shutOut = api.shutOut();
    boolean enrolled = api.enrolled() && shutOut.isEmpty();
    return new Status(
        enrolled && link.connected(),
        shutOut.isPresent() ? AgentState.State.OFFLINE : link.state(),
        enrolled,
        link.connected(),
        link.reports().stream().map(this::shown).toList(),
        board.viewers(),
        shutOut.map(HallApiException::messageZh).orElse(null),
        shutOut.map(HallApiException::getMessage).orElse(null));
  }

  private Shown shown(DeviceReport report) {
    String text = strips.text(report.device());
    return new Shown(
        report.device(),
        report.state(),
        Stream.of(text, rolling.text(report.device()), voice.text(report.device()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        voice.has(report.device()),
        report.messageZh(),
        report.messageEn());
  }

  @GetMapping("/api/voice/log")
  @ResponseBody
  List<?> spoken() {
    return voice.log();
  }

  /** Lets a voice say 语音测试; an unknown device is ignored. */
  @PostMapping("/voice/test")
  String testVoice(@RequestParam String device) {
    voice.test(device);
    return "redirect:/";
  }

  @GetMapping("/")
  String page(Model model) {
    model.addAttribute("status", status());
    model.addAttribute("agent", settings.agentId());
    model.addAttribute("hall", settings.hall());
    model.addAttribute("server", settings.server());
    return "index";
  }

  @PostMapping("/enrol")
  String enrol(@RequestParam String code, Model model) {
    try {
      api.enrol(code);
      return "redirect:/";
    } catch (HallApiException e) {
      model.addAttribute("problemZh", e.messageZh());
      model.addAttribute("problemEn", e.getMessage());
      return page(model);
    }
  }
}
