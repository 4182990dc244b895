package org.jiaohao.hall.identity;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Checks user name and password: of staff by page and by API, of agents with each request to the
 * API only. An agent has no session, which would outlive its credentials; at the page it is nobody.
 */
@Component
class SignIn implements AuthenticationProvider {
  private final Accounts accounts;
  private final PasswordCheck passwords;
  private final SecondFactors factors;
  private final AgentCredentials agents;

  SignIn(
      Accounts accounts, PasswordCheck passwords, SecondFactors factors, AgentCredentials agents) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.factors = factors;
    this.agents = agents;
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }

  @Override
  public Authentication authenticate(Authentication claim) {
    String username = claim.getName();
    String password = String.valueOf(claim.getCredentials());
    var place = (Place) claim.getDetails();
    Actor actor =
        place.program() && username.contains("/")
            ? agents.verify(username, password).orElseThrow(SignIn::wrong)
            : passwords
                .signIn(username.strip().toLowerCase(Locale.ROOT), password, place) // as names are
                .map(this::actor)
                .orElseThrow(SignIn::wrong);
    var authorities =
        actor.roles().stream().map(role -> new SimpleGrantedAuthority("ROLE_" + role)).toList();
    var result = UsernamePasswordAuthenticationToken.authenticated(actor, null, authorities);
    result.setDetails(claim.getDetails());
    return result;
  }

  private Actor actor(Account account) {
    Set<Role> roles = Role.all(account.roles());
    Set<Duty> duties = EnumSet.noneOf(Duty.class);
    if (factors.has(account.username())) {
      duties.add(Duty.GIVE_CODE);
    } else if (factors.needed(roles)) {
      duties.add(Duty.ADD_SECOND_FACTOR);
    }
    if (accounts.passwordDue(account)) {
      duties.add(Duty.CHANGE_PASSWORD);
    }
    return new Actor(
        account.username(), account.name(), account.hall(), roles, duties, account.standing());
  }

  private static BadCredentialsException wrong() {
    return new BadCredentialsException("wrong user name or password");
  }
}
