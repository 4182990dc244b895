package org.jiaohao.hall.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jiaohao.hall.identity.Place.Seen;
import org.jiaohao.hall.identity.SignInGuard.Verdict;
import org.jiaohao.hall.store.Ids;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Whether a password opens an account from where it was typed. Whoever is refused learns neither by
 * the answer nor by its time whether there is such an account, whether it is locked or deactivated,
 * or whether the password was right. A good password of a program is remembered for five minutes as
 * a keyed hash, so that API calls do not pay for the slow hash every time; calls from one address
 * are one sign-in in the log.
 */
@Component
class PasswordCheck {
  private static final Duration REMEMBER = Duration.ofMinutes(5);

  private final Accounts accounts;
  private final SignInLog signIns;
  private final SecondFactors factors;
  private final KnownPlaces places;
  private final SignInGuard guard;
  private final PasswordEncoder encoder;
  private final Clock clock;
  private final SecretKey key;
  private final String nobody; // compared with when there is no account, to take the same time
  private final Map<String, Long> remembered = new ConcurrentHashMap<>();

  PasswordCheck(
      Accounts accounts,
      SignInLog signIns,
      SecondFactors factors,
      KnownPlaces places,
      SignInGuard guard,
      PasswordEncoder encoder,
      Clock clock,
      Ids ids) {
    this.accounts = accounts;
    this.signIns = signIns;
    this.factors = factors;
    this.places = places;
    this.guard = guard;
    this.encoder = encoder;
    this.clock = clock;
    this.key = new SecretKeySpec(ids.random(52).getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
    this.nobody = encoder.encode(ids.random(16));
  }

  /**
   * Signs in.
   *
   * @return the account, or empty for whatever reason
   * @throws SignInGuard.TooManyTriesException when the address tried too many passwords
   */
  Optional<Account> signIn(String typed, String password, Place place) {
    // No name is longer, and the counters keep what is typed.
    String username = typed.length() > Accounts.LONGEST_USERNAME ? "" : typed;
    Optional<Account> found = accounts.find(username);
    Seen seen = places.seen(username, place);
    long forgivenAt = found.map(Account::forgivenAt).orElse(0L);
    String hash = accounts.storedPassword(username).orElse(nobody);
    boolean open = found.map(Account::active).orElse(false);
    String proof = proof(username, place, hash, password);
    Long until = remembered.get(proof);
    boolean fresh = place.program() && until != null && clock.millis() < until;
    if (open && fresh && seen.before() && !guard.locked(username, place, seen, forgivenAt)) {
      return found;
    }
    boolean right = guard.compare(place, seen, () -> encoder.matches(password, hash)) && open;
    Verdict verdict = guard.judge(username, place, seen, forgivenAt, right);
    if (!verdict.in() || !admitted(username, place, verdict)) {
      signIns.failed(found.map(Account::username).orElse("unknown"), verdict);
      return Optional.empty();
    }
    remembered.values().removeIf(end -> end < clock.millis());
    if (place.program()) {
      remembered.put(proof, clock.millis() + REMEMBER.toMillis());
    }
    return found;
  }

  /**
   * Where a code is asked for next, nobody has signed in yet, and the place stays a strange one.
   */
  private boolean admitted(String username, Place place, Verdict verdict) {
    return factors.has(username)
        ? signIns.codeIsAskedFor(username, verdict)
        : signIns.succeeded(username, place, verdict);
  }

  /**
   * Whether whoever is signed in knows the password: a session that was left open is no way to
   * guess it.
   */
  boolean knows(String username, String password, Place place) {
    Account account = accounts.find(username).orElseThrow();
    Seen seen = places.seen(username, place);
    String hash = accounts.storedPassword(username).orElseThrow();
    boolean right = guard.compare(place, seen, () -> encoder.matches(password, hash));
    Verdict verdict = guard.judge(username, place, seen, account.forgivenAt(), right);
    if (!verdict.in()) {
      signIns.failed(username, verdict);
    }
    return verdict.in();
  }

  /**
   * A keyed hash that ends with the password's change, because the stored hash is part of it; none
   * of the parts before the password holds a line break.
   */
  private String proof(String username, Place place, String hash, String password) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      String claim = username + "\n" + place.address() + "\n" + hash + "\n" + password;
      return HexFormat.of().formatHex(mac.doFinal(claim.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + key.getAlgorithm(), e);
    }
  }
}
