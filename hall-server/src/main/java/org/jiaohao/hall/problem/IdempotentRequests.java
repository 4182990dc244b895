package org.jiaohao.hall.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jiaohao.contract.http.HallHeaders;
import org.jiaohao.hall.store.CommandKey;
import org.jiaohao.hall.store.Idempotency;
import org.jiaohao.hall.store.Idempotency.Answer;
import org.jiaohao.hall.store.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A POST with an {@code Idempotency-Key} is carried out once. Its repeat gets the first answer
 * again, also while the first is still being carried out, and after a restart. Where nothing was
 * changed there is nothing to protect: the repeat is tried anew. Runs behind the sign-in, for keys
 * belong to whoever sent them.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class IdempotentRequests extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(IdempotentRequests.class);
  private static final long PATIENCE_SECONDS = 35;
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,100}");

  private final Idempotency answers;
  private final ProblemWriter problems;
  private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

  IdempotentRequests(Idempotency answers, ProblemWriter problems) {
    this.answers = answers;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || !request.getRequestURI().startsWith("/api/")
        || request.getHeader(HallHeaders.IDEMPOTENCY_KEY) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HallHeaders.IDEMPOTENCY_KEY);
    if (!KEY.matcher(header).matches()) {
      problems.write(response, Problem.keyMissing());
      return;
    }
    Principal user = request.getUserPrincipal();
    String actor = user == null ? "" : user.getName();
    HttpServletRequest buffered;
    try {
      buffered = BufferedBody.of(request);
    } catch (BodyLimit.TooLargeException e) {
      problems.write(response, BodyLimit.problem());
      return;
    }
    var key = new CommandKey(actor, header, BufferedBody.fingerprint(buffered));
    String name = actor + " " + header;
    var mine = new CompletableFuture<Void>();
    CompletableFuture<Void> first = running.putIfAbsent(name, mine);
    while (first != null) {
      if (!ended(first)) {
        problems.write(response, stillRunning());
        return;
      }
      first = running.putIfAbsent(name, mine);
    }
    try {
      serveOnce(key, buffered, response, chain);
    } finally {
      running.remove(name);
      mine.complete(null);
    }
  }

  private static boolean ended(CompletableFuture<Void> first) {
    try {
      first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serveOnce(
      CommandKey key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Idempotency.Known> known = answers.find(key);
    if (known.isPresent()) {
      again(known.get(), key, response);
      return;
    }
    var kept = new ContentCachingResponseWrapper(response);
    Scope.within(key::serve, chain, request, kept);
    Answer answer = answer(kept);
    try {
      kept.copyBodyToResponse(); // nobody waits for the second commit but a repeat
    } finally {
      if (key.stored() && !key.answered() && !secret(request)) {
        store(key, answer); // also when the answer could not be sent: then a repeat comes
      }
    }
  }

  private static boolean secret(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
            instanceof HandlerMethod handler
        && handler.hasMethodAnnotation(AnswerNotKept.class);
  }

  private static Answer answer(ContentCachingResponseWrapper kept) {
    String type = kept.getContentType() == null ? "" : kept.getContentType();
    String body = new String(kept.getContentAsByteArray(), StandardCharsets.UTF_8);
    return new Answer(kept.getStatus(), type, body);
  }

  private void store(CommandKey key, Answer answer) {
    try {
      answers.store(key, answer);
    } catch (StorageException e) {
      // The command itself is durable; a repeat will be told so without its answer.
      log.warn("the answer of an Idempotency-Key was not stored: {}", e.getMessage());
    }
  }

  private void again(Idempotency.Known known, CommandKey key, HttpServletResponse response)
      throws IOException {
    if (!known.fingerprint().isEmpty() && !known.fingerprint().equals(key.fingerprint())) {
      problems.write(
          response,
          new Problem(
              422,
              "idempotency-key-reused",
              "This Idempotency-Key was used for another request. Use a new key.",
              "该幂等键已用于其他请求，请使用新的幂等键。"));
    } else if (known.answer().isPresent()) {
      Answer first = known.answer().get();
      response.setStatus(first.status());
      if (!first.type().isEmpty()) {
        response.setContentType(first.type());
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(first.body());
      }
    } else {
      problems.write(
          response,
          Problem.conflict(
              "already-done",
              "This request was carried out before, but its answer is not kept. Look at the"
                  + " present state; use a new key for a new request.",
              "该操作此前已执行，但当时的结果没有保留。请刷新查看当前状态；如需再次操作，请使用新的幂等键。"));
    }
  }

  private static Problem stillRunning() {
    return Problem.conflict(
        "still-running",
        "The first request with this Idempotency-Key is still being carried out. Try again later.",
        "使用该幂等键的第一次请求仍在执行，请稍后再试。");
  }
}
