package org.jiaohao.hall.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jiaohao.hall.identity.FailedSignIns.Count;
import org.jiaohao.hall.identity.FailedSignIns.Kind;
import org.jiaohao.hall.identity.Place.Seen;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Keeps guessing from succeeding without handing anybody a way to lock others out (N16, decision
 * 0037). Five wrong passwords for an account lock it for ten minutes <em>for the place they came
 * from</em>; tries from places the account has never signed in from are slowed down, all of them
 * together; the account's usual places are not touched by either. What an address may have hashed
 * is bounded, and so is what all strange places together may; each address waits for its turn.
 * Names that do not exist are treated alike.
 *
 * <p>Codes of the second factor are counted apart: a right password, which whoever is asked for one
 * has given, does not begin their count anew, and all places that the account does not know share
 * one.
 *
 * <p>It decides by what is in memory, which is bounded, and returns what has changed, to be kept
 * before anybody is answered; at a start it takes up what was kept ({@link FailedSignIns}).
 */
@Component
class SignInGuard {
  static final int FAILURES_UNTIL_LOCK = 5;
  static final Duration LOCK = Duration.ofMinutes(10);

  /** After this time without a failure, the count begins anew. */
  static final Duration FORGOTTEN = Duration.ofHours(1);

  private static final Duration SHORTEST_DELAY = Duration.ofSeconds(5);
  private static final int MOST_REMEMBERED = 20_000;
  private static final int TRIES_AT_ONCE = 30;
  private static final int TRIES_PER_MINUTE = 30;

  /** Wrong passwords of all addresses together; one costs a tenth of a second of a processor. */
  private static final int WRONG_AT_ONCE = 20;

  private static final int WRONG_PER_SECOND = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Clock clock;
  private final Map<Kind, Cache<Pair, Failures>> counts = new EnumMap<>(Kind.class);
  private final LoadingCache<String, Share> shares =
      Caffeine.newBuilder()
          .maximumSize(MOST_REMEMBERED)
          .expireAfterAccess(FORGOTTEN)
          .build(origin -> new Share());

  // One comparison at a time of each kind, so that strangers delay no usual place.
  private final Lane strange = new Lane();
  private final Lane familiar = new Lane();

  @Autowired
  SignInGuard(Clock clock, FailedSignIns failed) {
    this(clock, failed.kept());
  }

  SignInGuard(Clock clock, List<Count> kept) {
    this.clock = clock;
    for (Kind kind : Kind.values()) {
      counts.put(kind, bounded());
    }
    for (Count count : kept) {
      var failures = new Failures(count.failures(), count.last());
      counts.get(count.kind()).put(new Pair(count.username(), count.place()), failures);
    }
  }

  private static Cache<Pair, Failures> bounded() {
    return Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(FORGOTTEN).build();
  }

  private static Bucket bucket(int atOnce, int refill, Duration in) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(atOnce).refillGreedy(refill, in))
        .build();
  }

  /** What one address may have compared; its tries wait for each other. */
  private record Share(Bucket tries, Semaphore turn) {
    Share() {
      this(bucket(TRIES_AT_ONCE, TRIES_PER_MINUTE, Duration.ofMinutes(1)), new Semaphore(1, true));
    }
  }

  /** Where comparisons wait for each other, and how many of them may be wrong. */
  private record Lane(Semaphore turn, Bucket wrong) {
    Lane() {
      this(new Semaphore(1, true), bucket(WRONG_AT_ONCE, WRONG_PER_SECOND, Duration.ofSeconds(1)));
    }

    boolean compare(BooleanSupplier password) throws InterruptedException {
      if (!wrong.asBlocking().tryConsume(1, PATIENCE)) {
        throw new TooManyTriesException();
      }
      boolean right = password.getAsBoolean();
      if (right) {
        wrong.addTokens(1);
      }
      return right;
    }
  }

  private record Pair(String username, String place) {}

  /** Failed tries in a row, and when the last of them was. */
  private record Failures(int count, long last) {
    static final Failures NONE = new Failures(0, 0);

    Failures another(long now) {
      return new Failures(count + 1, now);
    }

    /** A clock that was wrong meanwhile locks nobody. */
    boolean within(Duration time, long now) {
      return now >= last && now - last < time.toMillis();
    }

    boolean locked(long now) {
      return count >= FAILURES_UNTIL_LOCK && within(LOCK, now);
    }

    /** 5, 10, 20 … seconds after the fifth, ten minutes at most. */
    boolean slowed(long now) {
      int beyond = Math.min(count - FAILURES_UNTIL_LOCK, 10);
      if (beyond < 0) {
        return false;
      }
      Duration delay = SHORTEST_DELAY.multipliedBy(1L << beyond);
      return within(delay.compareTo(LOCK) < 0 ? delay : LOCK, now);
    }
  }

  /** The address tried too many passwords; which names, makes no difference. */
  static final class TooManyTriesException extends AuthenticationException {
    TooManyTriesException() {
      super("too many passwords were tried from this address");
    }
  }

  /**
   * What a try comes to.
   *
   * @param in whether the account is open
   * @param changed what is counted otherwise from now on, to be kept with the answer
   */
  record Verdict(boolean in, List<Count> changed) {
    /** Whether the account is locked from now on for the place the try came from. */
    boolean locks() {
      return changed.stream()
          .anyMatch(each -> each.kind() != Kind.STRANGE && each.failures() == FAILURES_UNTIL_LOCK);
    }
  }

  /**
   * Compares a password, when the address may have it compared, in its turn.
   *
   * @param seen how well the account knows the place
   * @throws TooManyTriesException when it may not
   */
  boolean compare(Place place, Seen seen, BooleanSupplier password) {
    Share share = shares.get(place.countedAs(seen));
    Lane lane = seen.before() ? familiar : strange;
    if (!share.tries.tryConsume(1)) {
      throw new TooManyTriesException();
    }
    try {
      boolean right = inTurn(share.turn, () -> inTurn(lane.turn, () -> lane.compare(password)));
      if (right) {
        share.tries.addTokens(1); // many people may sign in from one address
      }
      return right;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TooManyTriesException();
    }
  }

  private interface Comparison {
    boolean run() throws InterruptedException;
  }

  private static boolean inTurn(Semaphore turn, Comparison comparison) throws InterruptedException {
    if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TooManyTriesException();
    }
    try {
      return comparison.run();
    } finally {
      turn.release();
    }
  }

  /**
   * Decides about a try after its password was compared.
   *
   * @param seen how well the account knows the place
   * @param forgivenAt failures up to then do not count, epoch milliseconds, see {@link Account}
   * @param right whether the password is right and the account may sign in
   */
  synchronized Verdict judge(
      String username, Place place, Seen seen, long forgivenAt, boolean right) {
    long now = clock.millis();
    var pair = new Pair(username, place.countedAs(seen));
    var strange = new Pair(username, FailedSignIns.STRANGE);
    Failures here = counted(Kind.PASSWORD, pair, forgivenAt, now);
    Failures all = counted(Kind.STRANGE, strange, forgivenAt, now);
    boolean slowed = !seen.before() && all.slowed(now);
    if (right && (here.locked(now) || slowed)) {
      return new Verdict(false, List.of()); // counts against nobody
    }
    if (right) {
      return new Verdict(true, List.of(count(Kind.PASSWORD, pair, Failures.NONE)));
    }
    Count more = count(Kind.PASSWORD, pair, here.another(now));
    return new Verdict(
        false,
        seen.before() || slowed
            ? List.of(more)
            : List.of(more, count(Kind.STRANGE, strange, all.another(now))));
  }

  private Count count(Kind kind, Pair pair, Failures failures) {
    if (failures.count == 0) {
      counts.get(kind).invalidate(pair);
    } else {
      counts.get(kind).put(pair, failures);
    }
    return new Count(kind, pair.username, pair.place, failures.count, failures.last);
  }

  /**
   * Decides about a code of the second factor. A try counts as a wrong one until it was found
   * right, so that many at the same moment are not more than five.
   *
   * @param right compares the code; not asked while no code is taken
   */
  Verdict judgeCode(Account account, Place place, Seen seen, BooleanSupplier right) {
    Pair pair = codesOf(account, place, seen);
    Count more;
    synchronized (this) {
      long now = clock.millis();
      Failures here = counted(Kind.CODE, pair, account.forgivenAt(), now);
      if (here.locked(now)) {
        return new Verdict(false, List.of());
      }
      more = count(Kind.CODE, pair, here.another(now));
    }
    if (!right.getAsBoolean()) {
      return new Verdict(false, List.of(more));
    }
    synchronized (this) {
      return new Verdict(true, List.of(count(Kind.CODE, pair, Failures.NONE)));
    }
  }

  /** Whether no code is taken from this place, after five wrong ones, for ten minutes. */
  synchronized boolean codesLocked(Account account, Place place, Seen seen) {
    long now = clock.millis();
    return counted(Kind.CODE, codesOf(account, place, seen), account.forgivenAt(), now).locked(now);
  }

  private static Pair codesOf(Account account, Place place, Seen seen) {
    return new Pair(
        account.username(), seen.before() ? place.countedAs(seen) : FailedSignIns.STRANGE);
  }

  /** Whether the account is locked for this place. */
  synchronized boolean locked(String username, Place place, Seen seen, long forgivenAt) {
    long now = clock.millis();
    var pair = new Pair(username, place.countedAs(seen));
    return counted(Kind.PASSWORD, pair, forgivenAt, now).locked(now);
  }

  /** Whether the account is locked for any place. */
  synchronized boolean lockedAnywhere(Account account) {
    long now = clock.millis();
    return List.of(Kind.PASSWORD, Kind.CODE).stream()
        .flatMap(kind -> counts.get(kind).asMap().entrySet().stream())
        .filter(entry -> entry.getKey().username.equals(account.username()))
        .anyMatch(entry -> counted(entry.getValue(), account.forgivenAt(), now).locked(now));
  }

  private Failures counted(Kind kind, Pair pair, long forgivenAt, long now) {
    return counted(counts.get(kind).getIfPresent(pair), forgivenAt, now);
  }

  private static Failures counted(Failures stored, long forgivenAt, long now) {
    boolean counts = stored != null && stored.last > forgivenAt && stored.within(FORGOTTEN, now);
    return counts ? stored : Failures.NONE;
  }
}
