package org.jiaohao.hall.identity;

import java.io.Serializable;
import java.util.List;
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
 * @param mustChange whether they have to choose a new password first
 */
public record Actor(
    String username, String displayName, String hall, Set<Role> roles, boolean mustChange)
    implements AuthenticatedPrincipal, Viewer, Serializable {
  @Override
  public String getName() {
    return username;
  }

  @Override
  public List<String> roleNames() {
    return roles.stream().sorted().map(Role::name).toList();
  }
}
