package org.jiaohao.hall.hall;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which kiosks and screens stand in an area; the room of the devices answers. */
public interface PlacedAgents {
  /** Ids of the agents in force that were placed in an area by name. */
  List<String> in(JdbcClient sql, String hall, String area);
}
