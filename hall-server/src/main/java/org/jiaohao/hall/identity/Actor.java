package org.jiaohao.hall.identity;

import java.io.Serializable;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.hall.pages.Viewer;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who is signed in.
 *
 * @param username user name, or {@code hall/agent}
 * @param displayName name shown to people
 * @param hall root of the halls they may touch, see {@link Access}; null means every hall
 * @param roles what they may do
 * @param duties what they have to do first
 * @param standing of the account when they signed in, see {@link Account}; of an agent nothing
 */
public record Actor(
    String username,
    String displayName,
    String hall,
    Set<Role> roles,
    Set<Duty> duties,
    String standing)
    implements AuthenticatedPrincipal, Viewer, Serializable {
  /** Somebody who has nothing to do first, but perhaps a new password to choose. */
  public Actor(
      String username, String displayName, String hall, Set<Role> roles, boolean mustChange) {
    this(
        username,
        displayName,
        hall,
        roles,
        mustChange ? Set.of(Duty.CHANGE_PASSWORD) : Set.<Duty>of(),
        "");
  }

  @Override
  public String getName() {
    return username;
  }

  @Override
  public List<String> roleNames() {
    return roles.stream().sorted().map(Role::name).toList();
  }

  /** The same who has done one of their duties. */
  Actor after(Duty done) {
    Set<Duty> left = EnumSet.noneOf(Duty.class);
    left.addAll(duties);
    left.remove(done);
    return new Actor(username, displayName, hall, roles, left, standing);
  }

  /** What to do next before anything else. */
  Optional<Duty> due() {
    return duties.stream().min(Comparator.naturalOrder());
  }
}
