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
 * @param ticket id of the ticket called or served, or null
 */
record LiveWindow(
    String hall,
    String no,
    WindowState state,
    long since,
    String reason,
    String clerk,
    String clerkName,
    String ticket) {

  static LiveWindow read(ResultSet row) throws SQLException {
    return new LiveWindow(
        row.getString("hall"),
        row.getString("no"),
        WindowState.valueOf(row.getString("state")),
        row.getLong("state_since"),
        row.getString("state_reason"),
        row.getString("clerk"),
        row.getString("clerk_name"),
        row.getString("ticket"));
  }

  /** As people see it: an open window with a ticket is BUSY. */
  WindowState shown() {
    return state == WindowState.OPEN && ticket != null ? WindowState.BUSY : state;
  }

  LiveWindow in(WindowState next, String why, long now) {
    return new LiveWindow(hall, no, next, now, why, clerk, clerkName, ticket);
  }

  LiveWindow staffedBy(String username, String name) {
    return new LiveWindow(hall, no, state, since, reason, username, name, ticket);
  }

  LiveWindow with(String ticketId) {
    return new LiveWindow(hall, no, state, since, reason, clerk, clerkName, ticketId);
  }
}
