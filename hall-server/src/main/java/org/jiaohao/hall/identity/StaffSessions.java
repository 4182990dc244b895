package org.jiaohao.hall.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaohao.contract.event.AccountEvent;
import org.jiaohao.hall.store.EventQuery;
import org.jiaohao.hall.store.Round;
import org.jiaohao.hall.store.StorageException;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.session.SessionDestroyedEvent;
import org.springframework.security.core.session.SessionIdChangedEvent;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The pages' sessions: those of an account can be ended at once, and one whose person did nothing
 * for a while ends by itself (N16). Only what a person does counts, see {@link IdleFilter}: not
 * what a page asks by itself, nor a stream. The time is the machine's, not the clock's, so that a
 * clock that is set signs nobody out.
 *
 * <p>What is done in somebody's name ends with their sign-out, with a change of their account, and
 * with the last of their sessions, in the command that notes it. {@link SignedIn} remembers whose
 * end is due: one that could not be noted, or whose session is gone with the server that knew it,
 * is ended by {@link #endLost}.
 */
@Component
public class StaffSessions {
  private static final Logger log = LoggerFactory.getLogger(StaffSessions.class);

  /** Who changes accounts beside this program: commands at the machine. */
  private static final String ELSEWHERE = "console";

  /** Who ends what nobody else has ended. */
  private static final String SERVER = "server";

  private final Round<String> ends = new Round<>(log, "the end of an idle session");
  private final Round<String> losses = new Round<>(log, "the end of a lost session's presence");
  private final Round<String> leaves = new Round<>(log, "the end of a changed account's presence");
  private final SessionRegistry sessions;
  private final JdbcClient sql;
  private final WritePath writes;
  private final List<Presence> presences;
  private final Duration idleAfter;
  private final LongSupplier nanos = System::nanoTime;
  private final Map<String, Long> acts = new ConcurrentHashMap<>(); // session → time of the last
  private final Set<String> sinceStart = ConcurrentHashMap.newKeySet(); // accounts
  private final Map<String, Long> pads =
      new ConcurrentHashMap<>(); // account → time of the last act
  private final Cache<String, Ending> endings = // of sessions; a browser may come back after lunch
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(12)).build();
  private final LoadingCache<String, Map<String, String>> lately =
      Caffeine.newBuilder()
          .expireAfterWrite(Duration.ofSeconds(1))
          .build(all -> standings()); // streams ask before each sending
  private final Set<String> leaving = new HashSet<>(); // accounts changed elsewhere
  private Set<String> lost = Set.of(); // accounts without a session in the last round
  private volatile boolean ready;
  private volatile long readySince;

  StaffSessions(
      SessionRegistry sessions,
      JdbcClient sql,
      WritePath writes,
      List<Presence> presences,
      @Value("${jiaohao.idle-sign-out}") Duration idleAfter) {
    this.sessions = sessions;
    this.sql = sql;
    this.writes = writes;
    this.presences = presences;
    this.idleAfter = idleAfter;
  }

  /** Ends what is done in the name of an account that somebody changes, in the same command. */
  void leave(Tx tx, String username, String by) {
    leave(tx, new SignedOut(username, by));
  }

  private boolean leave(Tx tx, SignedOut gone) {
    boolean paused = false;
    for (Presence presence : presences) {
      paused |= presence.ended(tx, gone);
    }
    return paused;
  }

  /** Ends every session of an account; its next request has to sign in. */
  void end(String username) {
    of(username).forEach(this::endChanged);
  }

  /** The same but for the session of whoever asked for it. */
  void endOthers(String username, String own) {
    of(username).filter(each -> !each.getSessionId().equals(own)).forEach(this::endChanged);
  }

  private void endChanged(SessionInformation session) {
    endings.put(session.getSessionId(), Ending.CHANGED);
    session.expireNow();
  }

  /** Somebody has signed in, and their session is registered. */
  void begun(HttpSession session, Actor actor) {
    acted(session.getId());
    sinceStart.add(actor.username());
    writes.run(
        tx -> {
          SignedIn.remember(tx, actor);
          return null;
        });
  }

  private Stream<SessionInformation> of(String username) {
    return all().filter(session -> username(session).equals(username));
  }

  private Stream<SessionInformation> all() {
    return sessions.getAllPrincipals().stream()
        .flatMap(who -> sessions.getAllSessions(who, false).stream());
  }

  private static String username(SessionInformation session) {
    return actor(session).username();
  }

  private static Actor actor(SessionInformation session) {
    return (Actor) session.getPrincipal();
  }

  /** A person did something in a session. */
  void acted(String session) {
    acts.put(session, nanos.getAsLong());
  }

  /** A person did something elsewhere, for example at the pad beside the screen. */
  public void actedAs(String username) {
    pads.put(username, nanos.getAsLong());
    of(username).forEach(session -> acted(session.getSessionId()));
  }

  /** Milliseconds until the session ends unless its person does something; 0 when it has ended. */
  long leftMillis(HttpSession session) {
    if (session == null) {
      return 0;
    }
    long idle = nanos.getAsLong() - acts.computeIfAbsent(session.getId(), id -> nanos.getAsLong());
    return Math.max(0, idleAfter.toMillis() - TimeUnit.NANOSECONDS.toMillis(idle));
  }

  private boolean idle(String session) {
    long last = acts.computeIfAbsent(session, id -> nanos.getAsLong());
    return nanos.getAsLong() - last >= idleAfter.toNanos();
  }

  /** Ends a session if its person did nothing for too long. */
  synchronized void endIfIdle(String session) {
    SessionInformation known = sessions.getSessionInformation(session);
    if (known != null && !known.isExpired() && idle(session)) {
      known.expireNow();
      boolean paused = signedOut(username(known), true);
      endings.put(session, paused ? Ending.IDLE_AND_PAUSED : Ending.IDLE);
    }
  }

  /** The sign-in page, with the reason why the request's session ended, if it did. */
  String signInPage(HttpServletRequest request) {
    String session = request.getRequestedSessionId();
    Ending ending = session == null ? null : endings.getIfPresent(session);
    return ending == null ? "/login" : ending.page;
  }

  /** Ends them also when nothing asks any more. */
  @Scheduled(fixedDelay = 2000)
  void endIdle() {
    ends.over(all().map(SessionInformation::getSessionId).toList(), this::endIfIdle);
  }

  /**
   * Ends what is done in the name of whoever has no session any more, however that came: its end
   * could not be noted, or the server was stopped. After a start people have the usual time to sign
   * in again, or to press a key of their pad. A sign-out that is being noted has a round's time.
   */
  @Scheduled(fixedDelay = 1000)
  synchronized void endLost() {
    Set<String> before = lost;
    lost =
        SignedIn.all(sql).keySet().stream()
            .filter(username -> of(username).findAny().isEmpty() && !awaited(username))
            .collect(Collectors.toSet());
    losses.over(lost.stream().filter(before::contains).toList(), this::departLost);
  }

  @EventListener(ApplicationReadyEvent.class)
  void ready() {
    readySince = nanos.getAsLong();
    ready = true;
  }

  private boolean awaited(String username) {
    long last = pads.getOrDefault(username, readySince);
    boolean over = ready && nanos.getAsLong() - last >= idleAfter.toNanos();
    return !sinceStart.contains(username) && !over;
  }

  private void departLost(String username) {
    writes.run(
        tx -> {
          boolean due =
              SignedIn.all(tx.sql()).containsKey(username) && of(username).findAny().isEmpty();
          return due && depart(tx, username, true);
        });
  }

  /**
   * Ends the sessions of accounts that another program changed since they were opened, and what is
   * done in their name; the server may have been off meanwhile.
   */
  @Scheduled(fixedDelay = 1000)
  synchronized void endOutdated() {
    List<SessionInformation> open = all().toList();
    Map<String, String> signedIn = SignedIn.all(sql);
    if (!open.isEmpty() || !signedIn.isEmpty()) {
      Map<String, String> standings = standings();
      for (SessionInformation session : open) {
        if (!actor(session).standing().equals(standings.get(username(session)))) {
          endChanged(session);
          leaving.add(username(session));
        }
      }
      signedIn.forEach(
          (username, standing) -> {
            if (!standing.equals(standings.get(username))) {
              leaving.add(username);
            }
          });
    }
    leaves.over(List.copyOf(leaving), this::leaveElsewhere); // what fails is tried again
  }

  private Map<String, String> standings() {
    return sql.sql("select * from account").query((row, n) -> Account.read(row)).list().stream()
        .collect(Collectors.toMap(Account::username, Account::standing));
  }

  private void leaveElsewhere(String username) {
    writes.run(
        tx -> {
          leave(tx, username, ELSEWHERE);
          return null;
        });
    leaving.remove(username);
  }

  /**
   * Ends what is done in somebody's name, and notes in the log that they signed out, which a full
   * disk does not keep them from; what could not be ended is when it can be.
   *
   * @return whether something pauses now
   */
  boolean signedOut(String username, boolean idle) {
    try {
      return writes.run(tx -> depart(tx, username, idle));
    } catch (StorageException | DataAccessException e) {
      log.warn("a sign-out could not be noted: {}", e.getMessage());
      return false;
    }
  }

  /** Whoever did nothing in one browser may be at work in another, which goes on. */
  private boolean depart(Tx tx, String username, boolean idle) {
    Optional<SessionInformation> elsewhere = of(username).findAny();
    boolean paused =
        (!idle || elsewhere.isEmpty())
            && leave(tx, new SignedOut(username, idle ? SERVER : username));
    elsewhere.map(StaffSessions::actor).ifPresent(actor -> SignedIn.remember(tx, actor));
    tx.append(EventQuery.NO_HALL, new AccountEvent.SignedOut(username, idle), username);
    return paused;
  }

  /**
   * Whether the session of the present request is still open, for a stream that outlives the
   * request. A program has none: its account must be as it was. Agents open no streams.
   */
  public BooleanSupplier open() {
    HttpSession session =
        ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes())
            .getRequest()
            .getSession(false);
    Actor actor = StaffActor.signedIn().orElseThrow();
    return session == null ? () -> stands(actor) : () -> open(session.getId());
  }

  private boolean stands(Actor actor) {
    try {
      return actor.standing().equals(lately.get("").get(actor.username()));
    } catch (DataAccessException e) {
      log.warn("a stream ends, its account cannot be looked up: {}", e.getMessage());
      return false;
    }
  }

  private boolean open(String session) {
    SessionInformation known = sessions.getSessionInformation(session);
    return known != null && !known.isExpired();
  }

  @EventListener
  void forget(SessionDestroyedEvent gone) {
    acts.remove(gone.getId());
  }

  @EventListener
  void follow(SessionIdChangedEvent renamed) {
    acts.remove(renamed.getOldSessionId());
    acted(renamed.getNewSessionId());
  }

  /** Who keeps the register, and who tells it of sessions that end by themselves. */
  @Configuration
  static class Register {
    @Bean
    SessionRegistry sessionRegistry() {
      return new SessionRegistryImpl();
    }

    @Bean
    HttpSessionEventPublisher sessionEvents() {
      return new HttpSessionEventPublisher();
    }
  }
}
