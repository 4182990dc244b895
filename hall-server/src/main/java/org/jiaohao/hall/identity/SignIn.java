package org.jiaohao.hall.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.hall.store.Ids;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Checks user name and password of staff and agents. A good password of staff is remembered for
 * five minutes as a keyed hash, so that API calls do not pay for the slow hash every time.
 */
@Component
class SignIn implements AuthenticationProvider {
  private static final Duration REMEMBER = Duration.ofMinutes(5);

  private final Accounts accounts;
  private final AgentCredentials agents;
  private final Clock clock;
  private final String key;
  private final Map<String, Long> remembered = new ConcurrentHashMap<>();

  SignIn(Accounts accounts, AgentCredentials agents, Clock clock, Ids ids) {
    this.accounts = accounts;
    this.agents = agents;
    this.clock = clock;
    this.key = ids.random(52);
  }

  @Override
  public boolean supports(Class<?> type) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
  }

  @Override
  public Authentication authenticate(Authentication claim) {
    String username = claim.getName();
    String password = String.valueOf(claim.getCredentials());
    Actor actor =
        username.contains("/")
            ? agents.verify(username, password).orElseThrow(SignIn::wrong)
            : staff(username, password);
    var authorities =
        actor.roles().stream().map(role -> new SimpleGrantedAuthority("ROLE_" + role)).toList();
    var result = UsernamePasswordAuthenticationToken.authenticated(actor, null, authorities);
    result.setDetails(claim.getDetails());
    return result;
  }

  private Actor staff(String username, String password) {
    Account account = accounts.find(username).filter(Account::active).orElseThrow(SignIn::wrong);
    if (accounts.locked(account)) {
      throw new LockedException("locked");
    }
    String proof =
        Secrets.hash(key + "\n" + username + "\n" + account.passwordChangedAt() + "\n" + password);
    Long until = remembered.get(proof);
    if (until != null && clock.millis() < until) {
      return accounts.actor(account);
    }
    if (!accounts.passwordMatches(username, password)) {
      accounts.failed(username);
      throw wrong();
    }
    remembered.values().removeIf(end -> end < clock.millis());
    remembered.put(proof, clock.millis() + REMEMBER.toMillis());
    accounts.succeeded(account);
    return accounts.actor(account);
  }

  private static BadCredentialsException wrong() {
    return new BadCredentialsException("wrong user name or password");
  }
}
