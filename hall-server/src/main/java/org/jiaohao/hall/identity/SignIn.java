package org.jiaohao.hall.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
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
  private final SecretKey key;
  private final Map<String, Long> remembered = new ConcurrentHashMap<>();

  SignIn(Accounts accounts, AgentCredentials agents, Clock clock, Ids ids) {
    this.accounts = accounts;
    this.agents = agents;
    this.clock = clock;
    this.key = new SecretKeySpec(ids.random(52).getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
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
            : staff(username.strip().toLowerCase(Locale.ROOT), password); // as all names are
    var authorities =
        actor.roles().stream().map(role -> new SimpleGrantedAuthority("ROLE_" + role)).toList();
    var result = UsernamePasswordAuthenticationToken.authenticated(actor, null, authorities);
    result.setDetails(claim.getDetails());
    return result;
  }

  private Actor staff(String username, String password) {
    Account account = accounts.find(username).filter(Account::active).orElse(null);
    if (account == null) {
      accounts.refuse(password);
      throw wrong();
    }
    if (accounts.locked(account)) {
      throw new LockedException("locked");
    }
    String proof = proof(username, password);
    Long until = remembered.get(proof);
    if (until != null && clock.millis() < until) {
      return accounts.actor(account);
    }
    if (!accounts.passwordMatches(username, password)) {
      accounts.failed(username);
      throw wrong();
    }
    if (!accounts.succeeded(account)) {
      throw new LockedException("locked");
    }
    remembered.values().removeIf(end -> end < clock.millis());
    remembered.put(proof, clock.millis() + REMEMBER.toMillis());
    return accounts.actor(account);
  }

  /**
   * A keyed hash that ends with the password's change, because the stored hash is part of it; none
   * of the parts before the password holds a line break.
   */
  private String proof(String username, String password) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      String claim = username + "\n" + accounts.storedPassword(username) + "\n" + password;
      return HexFormat.of().formatHex(mac.doFinal(claim.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + key.getAlgorithm(), e);
    }
  }

  private static BadCredentialsException wrong() {
    return new BadCredentialsException("wrong user name or password");
  }
}
