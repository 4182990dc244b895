package org.jiaohao.hall.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 */
@Component
public class StaffSessions {
  private static final Logger log = LoggerFactory.getLogger(StaffSessions.class);

  /** Who changes accounts beside this program: commands at the machine. */
  private static final String ELSEWHERE = "console";

  /** Standing of agents, which have no account. */
  private static final String NO_ACCOUNT = "";

  private final Round<String> ends = new Round<>(log, "the end of an idle session");
  private final Round<String> leaves = new Round<>(log, "the end of a changed account's presence");
  private final SessionRegistry sessions;
  private final JdbcClient sql;
  private final WritePath writes;
  private final List<Presence> presences;
  private final Duration idleAfter;
  private final LongSupplier nanos = System::nanoTime;
  private final Map<String, Long> acts = new ConcurrentHashMap<>(); // session → time of the last
  private final Set<String> endedIdle = ConcurrentHashMap.newKeySet();
  private final LoadingCache<String, Map<String, String>> lately =
      Caffeine.newBuilder()
          .expireAfterWrite(Duration.ofSeconds(1))
          .build(all -> standings()); // streams ask before each sending
  private final Set<String> leaving = new HashSet<>(); // accounts changed elsewhere

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
    leave(tx, new SignedOut(username, by, false));
  }

  private void leave(Tx tx, SignedOut gone) {
    presences.forEach(presence -> presence.ended(tx, gone));
  }

  /** Ends every session of an account; its next request has to sign in. */
  void end(String username) {
    of(username).forEach(SessionInformation::expireNow);
  }

  private Stream<SessionInformation> of(String username) {
    return all().filter(session -> username(session).equals(username));
  }

  private Stream<SessionInformation> all() {
    return sessions.getAllPrincipals().stream()
        .flatMap(who -> sessions.getAllSessions(who, false).stream());
  }

  private static String username(SessionInformation session) {
    return ((Actor) session.getPrincipal()).username();
  }

  /** A person did something in a session. */
  void acted(String session) {
    acts.put(session, nanos.getAsLong());
  }

  /** A person did something elsewhere, for example at the pad beside the screen. */
  public void actedAs(String username) {
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
      endedIdle.add(session);
      known.expireNow();
      signedOut(username(known), true);
    }
  }

  /** Whether it has ended because its person did nothing, not by somebody's decision. */
  boolean endedIdle(String session) {
    return endedIdle.contains(session);
  }

  /** Ends them also when nothing asks any more. */
  @Scheduled(fixedDelay = 2000)
  void endIdle() {
    ends.over(all().map(SessionInformation::getSessionId).toList(), this::endIfIdle);
  }

  /**
   * Ends the sessions of accounts that another program changed since they were opened, and what is
   * done in their name.
   */
  @Scheduled(fixedDelay = 1000)
  synchronized void endOutdated() {
    List<SessionInformation> open = all().toList();
    if (!open.isEmpty()) {
      Map<String, String> standings = standings();
      for (SessionInformation session : open) {
        String opened = ((Actor) session.getPrincipal()).standing();
        if (!opened.equals(standings.getOrDefault(username(session), NO_ACCOUNT))) {
          session.expireNow();
          leaving.add(username(session));
        }
      }
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
   * disk does not keep them from. Whoever did nothing in one browser may be at work in another.
   */
  void signedOut(String username, boolean idle) {
    boolean elsewhere = idle && of(username).findAny().isPresent();
    try {
      writes.run(
          tx -> {
            if (!elsewhere) {
              leave(tx, new SignedOut(username, username, idle));
            }
            return tx.append(
                EventQuery.NO_HALL, new AccountEvent.SignedOut(username, idle), username);
          });
    } catch (StorageException | DataAccessException e) {
      log.warn("a sign-out could not be noted: {}", e.getMessage());
    }
  }

  /**
   * Whether the session of the present request is still open, for a stream that outlives the
   * request. A program has none: its account must be as it was.
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
      return actor.standing().equals(lately.get("").getOrDefault(actor.username(), NO_ACCOUNT));
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
    endedIdle.remove(gone.getId());
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
