package org.jiaohao.hall.device;

import java.util.List;

/** From where agents connect; the room that holds the broker answers. */
public interface AgentAddresses {
  /** Addresses an agent connected from within the last minute; empty when nobody knows. */
  List<String> lately(String hall, String agent);
}
