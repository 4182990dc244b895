package org.jiaohao.hall.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A staff account as stored; it never leaves the server. Times are epoch milliseconds.
 *
 * @param username unique, {@code [a-z0-9.-]{2,32}}
 * @param name display name
 * @param roles what they may do
 * @param hall root of the halls they may touch, see {@link Access}; null means every hall
 * @param mustChange whether a new password is due at the next sign-in
 * @param passwordChangedAt when the password was last set
 * @param unlockedAt when its locks were ended, 0 for never
 * @param active whether it may sign in at all
 * @param standing changes with the password and with all that the account may do; a session that
 *     was opened with another one is over
 */
public record Account(
    String username,
    String name,
    Set<Role> roles,
    String hall,
    boolean mustChange,
    long passwordChangedAt,
    long unlockedAt,
    boolean active,
    String standing) {

  /** Failed sign-ins up to then were tries of another password, or are forgiven. */
  long forgivenAt() {
    return Math.max(unlockedAt, passwordChangedAt);
  }

  static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getString("username"),
        row.getString("name"),
        roles(row.getString("roles")),
        row.getString("hall"),
        row.getInt("must_change") == 1,
        row.getLong("password_changed_at"),
        row.getLong("unlocked_at"),
        row.getInt("active") == 1,
        standing(row));
  }

  private static String standing(ResultSet row) throws SQLException {
    return Secrets.hash(
        String.join(
            "\n",
            row.getString("password"),
            row.getString("roles"),
            String.valueOf(row.getString("hall")),
            row.getString("active")));
  }

  static Set<Role> roles(String stored) {
    return Arrays.stream(stored.split(","))
        .map(Role::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  static String stored(Set<Role> roles) {
    return roles.stream().map(Role::name).sorted().collect(Collectors.joining(","));
  }
}
