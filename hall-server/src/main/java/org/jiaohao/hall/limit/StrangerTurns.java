package org.jiaohao.hall.limit;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jiaohao.hall.problem.Scope;
import org.jiaohao.hall.store.Source;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Has strangers' requests carried out by threads of their own, few and in the order they came. All
 * others' run on virtual threads, of which the one that runs keeps its processor until it waits,
 * and those that wake each other come before those that arrive: by as many strangers as there may
 * be, staff and agents would be kept waiting for seconds. An answer is made first and sent
 * afterwards, so that nobody holds a thread by reading slowly. Each door has its places, so that
 * phones take none of the machine that asks whether the server is well. Bodies have places of their
 * own; passwords, too, and are compared in a turn of their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 8)
class StrangerTurns extends OncePerRequestFilter {
  /** Requests of strangers that wait, are carried out or answered at a door, of all addresses. */
  static final int MOST = 200;

  /** The same of one address. */
  static final int MOST_EACH = 20;

  /** Passwords that are waited for at a door, of one address: some programs begin at once. */
  static final int MOST_PASSWORDS = 60;

  /** How many are carried out at a time. */
  static final int HANDS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

  private final KnownCredentials known;
  private final Refusals refusals;
  private final Map<Integer, Places> doors = new ConcurrentHashMap<>();
  private final Map<Integer, Places> passwords = new ConcurrentHashMap<>();
  private final ExecutorService hands;

  StrangerTurns(KnownCredentials known, Refusals refusals) {
    this.known = known;
    this.refusals = refusals;
    this.hands =
        Executors.newFixedThreadPool(
            HANDS, Thread.ofPlatform().name("strangers-", 0).daemon().factory());
  }

  @Override
  public void destroy() {
    hands.shutdown();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return known.sent(request)
        || UnwantedBodies.hasBody(request)
            && !isPassword(request)
            && request.getDispatcherType() != DispatcherType.ERROR; // it has been dealt with
  }

  private static boolean isPassword(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.strip().toLowerCase(Locale.ROOT).startsWith("basic ");
  }

  /** The page of an error is made when the request itself is over. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean password = isPassword(request) && request.getDispatcherType() != DispatcherType.ERROR;
    Places places =
        password
            ? passwords.computeIfAbsent(
                request.getLocalPort(), door -> new Places(MOST, MOST_PASSWORDS))
            : doors.computeIfAbsent(request.getLocalPort(), door -> new Places(MOST, MOST_EACH));
    String origin = Origin.of(request.getRemoteAddr());
    if (!places.take(origin)) {
      refusals.answer(request, response, UnwantedBodies.BUSY);
      return;
    }
    try {
      if (password) {
        chain.doFilter(request, response);
      } else if (request.getMethod().equals(HttpMethod.HEAD.name())) {
        inTurn(request, response, chain); // there is nothing to read
      } else {
        var answer = new ContentCachingResponseWrapper(response);
        inTurn(request, answer, chain);
        send(answer, response);
      }
    } finally {
      places.giveBack(origin);
    }
  }

  /** Whoever does not read it, keeps the place. */
  private void send(ContentCachingResponseWrapper answer, HttpServletResponse response) {
    try {
      answer.copyBodyToResponse();
      response.flushBuffer();
    } catch (IOException gone) {
      logger.debug("a stranger went away before the answer was sent", gone);
    }
  }

  private void inTurn(HttpServletRequest request, HttpServletResponse answer, FilterChain chain)
      throws ServletException, IOException {
    Source source = Source.current();
    HeldConnection connection = HeldConnection.current().orElse(null);
    try {
      CompletableFuture.runAsync(
              () ->
                  HeldConnection.within(connection, () -> carryOut(source, request, answer, chain)),
              hands)
          .join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case ServletException failure -> throw failure;
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case Throwable failure -> throw new ServletException(failure);
      }
    }
  }

  private static void carryOut(
      Source source, HttpServletRequest request, HttpServletResponse answer, FilterChain chain) {
    try {
      Scope.within(source::serve, chain, request, answer);
    } catch (ServletException | IOException e) {
      throw new CompletionException(e);
    }
  }
}
