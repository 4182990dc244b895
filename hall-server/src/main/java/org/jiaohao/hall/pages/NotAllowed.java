package org.jiaohao.hall.pages;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.security.access.AccessDeniedException;

/**
 * Somebody asked for what their account may not do; says who may, so that they know whom to ask.
 */
public final class NotAllowed extends AccessDeniedException {
  private final transient List<String> roles;
  private final boolean elsewhere;

  /**
   * Creates one.
   *
   * @param roles names of the roles that may, none for what no person does
   * @param elsewhere whether the account may do it, but in another hall
   */
  public NotAllowed(List<String> roles, boolean elsewhere) {
    super("only " + roles + (elsewhere ? " of this hall" : ""));
    this.roles = List.copyOf(roles);
    this.elsewhere = elsewhere;
  }

  /** What a person is told. */
  public String text(MessageSource messages, Locale locale) {
    if (elsewhere) {
      return messages.getMessage("error.forbidden.elsewhere", null, locale);
    }
    if (roles.isEmpty()) {
      return messages.getMessage("error.forbidden.agents", null, locale);
    }
    String names =
        roles.stream()
            .map(role -> messages.getMessage("role." + role, null, locale))
            .collect(Collectors.joining(locale.getLanguage().equals("en") ? ", " : "、"));
    return messages.getMessage("error.forbidden.roles", new Object[] {names}, locale);
  }
}
