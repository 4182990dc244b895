package org.jiaohao.hall.device;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Who asks what is being asked already waits for that answer instead of asking again. */
final class SharedAnswers<T> {
  private final Map<String, CompletableFuture<T>> running = new ConcurrentHashMap<>();

  /**
   * Asks, unless somebody else is asking the same.
   *
   * @param question name of the question
   * @param asking gets the answer; what it throws is thrown to all who wait
   */
  T of(String question, Supplier<T> asking) {
    var own = new CompletableFuture<T>();
    CompletableFuture<T> first = running.putIfAbsent(question, own);
    if (first != null) {
      return answer(first);
    }
    try {
      own.complete(asking.get());
    } catch (RuntimeException | Error e) { // nobody waits for an answer that never comes
      own.completeExceptionally(e);
    } finally {
      running.remove(question);
    }
    return answer(own);
  }

  private T answer(CompletableFuture<T> asked) {
    try {
      return asked.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
