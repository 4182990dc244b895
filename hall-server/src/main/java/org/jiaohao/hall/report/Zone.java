package org.jiaohao.hall.report;

import java.util.List;
import java.util.Map;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.device.AgentInfo;
import org.jiaohao.hall.hall.Hall;

/**
 * A functional area of the floor plan (R006): 窗口服务区, 咨询服务区, 投诉受理区, 自助办理区, 等候休息区.
 *
 * @param kind windows, enquiry, complaint, selfservice or waiting
 * @param areas areas of the hall that belong to it, with their windows
 * @param devices kiosks in the self-service zone, displays in the waiting zone
 */
record Zone(String kind, List<Part> areas, List<AgentInfo> devices) {
  private static final String WINDOWS = "windows";
  private static final Map<String, String> KINDS =
      Map.of(
          "咨询服务区", "enquiry",
          "投诉受理区", "complaint",
          "自助办理区", "selfservice",
          "等候休息区", "waiting");
  private static final List<String> ORDER =
      List.of(WINDOWS, "enquiry", "complaint", "selfservice", "waiting");

  /** An area with its windows. */
  record Part(String code, String name, List<WindowInfo> windows) {}

  /** The five zones of a hall. */
  static List<Zone> of(Hall hall, List<WindowInfo> windows, List<AgentInfo> agents) {
    return ORDER.stream()
        .map(kind -> new Zone(kind, parts(kind, hall, windows), devices(kind, agents)))
        .toList();
  }

  private static List<Part> parts(String kind, Hall hall, List<WindowInfo> windows) {
    return hall.areas().stream()
        .filter(area -> KINDS.getOrDefault(area.code(), WINDOWS).equals(kind))
        .map(
            area ->
                new Part(
                    area.code(),
                    area.name(),
                    windows.stream().filter(w -> w.area().equals(area.code())).toList()))
        .toList();
  }

  private static List<AgentInfo> devices(String kind, List<AgentInfo> agents) {
    String wanted =
        switch (kind) {
          case "selfservice" -> "KIOSK";
          case "waiting" -> "DISPLAY";
          default -> "";
        };
    return agents.stream()
        .filter(agent -> agent.kind().equals(wanted) && !agent.revoked())
        .toList();
  }
}
