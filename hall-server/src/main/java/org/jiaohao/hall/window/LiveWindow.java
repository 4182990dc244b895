package org.jiaohao.hall.window;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The live part of a window as stored.
 *
 * @param hall hall id
 * @param no window number
 * @param state stored state, never BUSY
 * @param since epoch milliseconds
 * @param reason why it is paused, or null
 * @param clerk user name of the clerk, or null
 * @param clerkName display name of the clerk, or null
 */
record LiveWindow(
    String hall,
    String no,
    WindowState state,
    long since,
    String reason,
    String clerk,
    String clerkName) {

  static LiveWindow read(ResultSet row) throws SQLException {
    return new LiveWindow(
        row.getString("hall"),
        row.getString("window_no"),
        WindowState.valueOf(row.getString("state")),
        row.getLong("since"),
        row.getString("reason"),
        row.getString("clerk"),
        row.getString("clerk_name"));
  }

  static LiveWindow closed(String hall, String no) {
    return new LiveWindow(hall, no, WindowState.CLOSED, 0, null, null, null);
  }

  /** As people see it: an open window with a ticket is BUSY. */
  WindowState shown(boolean hasTicket) {
    return state == WindowState.OPEN && hasTicket ? WindowState.BUSY : state;
  }

  LiveWindow in(WindowState next, String why, long now) {
    return new LiveWindow(hall, no, next, now, why, clerk, clerkName);
  }

  LiveWindow staffedBy(String username, String name) {
    return new LiveWindow(hall, no, state, since, reason, username, name);
  }
}
