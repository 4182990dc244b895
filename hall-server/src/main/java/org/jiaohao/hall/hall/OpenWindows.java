package org.jiaohao.hall.hall;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Which windows are at work; the room of the windows answers. */
public interface OpenWindows {
  /** Whether somebody has opened a window and not closed it, at work or on leave. */
  boolean isOpen(JdbcClient sql, String hall, String window);
}
