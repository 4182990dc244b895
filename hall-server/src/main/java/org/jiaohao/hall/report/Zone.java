package org.jiaohao.hall.report;

import java.util.List;
import java.util.stream.Stream;
import org.jiaohao.contract.http.WindowInfo;
import org.jiaohao.hall.device.AgentInfo;
import org.jiaohao.hall.hall.AreaKind;
import org.jiaohao.hall.hall.Hall;

/**
 * A functional area of the floor plan (R006).
 *
 * @param kind windows, enquiry, complaint, selfservice or waiting
 * @param areas areas of the hall that belong to it, with their windows
 * @param devices kiosks and screens that stand there
 */
record Zone(String kind, List<Part> areas, List<AgentInfo> devices) {
  /** An area with its windows. */
  record Part(String code, String name, List<WindowInfo> windows) {}

  /** The five zones of a hall. */
  static List<Zone> of(Hall hall, List<WindowInfo> windows, List<AgentInfo> agents) {
    return Stream.of(AreaKind.values())
        .map(kind -> new Zone(kind.key(), parts(kind, hall, windows), devices(kind, agents)))
        .toList();
  }

  private static List<Part> parts(AreaKind kind, Hall hall, List<WindowInfo> windows) {
    return hall.areas().stream()
        .filter(area -> AreaKind.of(area.code()) == kind)
        .map(
            area ->
                new Part(
                    area.code(),
                    area.name(),
                    windows.stream().filter(w -> w.area().equals(area.code())).toList()))
        .toList();
  }

  private static List<AgentInfo> devices(AreaKind kind, List<AgentInfo> agents) {
    return agents.stream()
        .filter(agent -> AreaKind.of(agent.area()) == kind && !agent.revoked())
        .toList();
  }
}
