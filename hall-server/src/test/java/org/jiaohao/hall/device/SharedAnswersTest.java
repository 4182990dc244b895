package org.jiaohao.hall.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaohao.hall.RunningHall.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SharedAnswersTest {
  private final SharedAnswers<String> answers = new SharedAnswers<>();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final List<String> got = new CopyOnWriteArrayList<>();

  private String slow() {
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "first";
  }

  private static void awaitWaiting(Thread thread) {
    await("it waits", () -> thread.getState() == Thread.State.WAITING);
  }

  @Test
  void whoAsksTheSameMeanwhileGetsTheFirstAnswer() throws Exception {
    Thread first = Thread.ofPlatform().start(() -> got.add(answers.of("q", this::slow)));
    awaitWaiting(first);
    Thread second = Thread.ofPlatform().start(() -> got.add(answers.of("q", () -> "second")));
    awaitWaiting(second);
    assertThat(answers.of("other", () -> "other")).isEqualTo("other");
    goOn.countDown();
    first.join();
    second.join();
    assertThat(got).containsExactly("first", "first");
    assertThat(answers.of("q", () -> "third")).isEqualTo("third");
  }

  @Test
  void anErrorEndsTheWaitingOfAll() throws Exception {
    Thread first =
        Thread.ofPlatform()
            .start(
                () ->
                    got.add(
                        failure(
                            () -> {
                              slow();
                              throw new StackOverflowError();
                            })));
    awaitWaiting(first);
    Thread second = Thread.ofPlatform().start(() -> got.add(failure(() -> "second")));
    awaitWaiting(second);
    goOn.countDown();
    first.join(Duration.ofSeconds(30));
    second.join(Duration.ofSeconds(30));
    assertThat(got).containsExactly("StackOverflowError", "StackOverflowError");
  }

  private String failure(Supplier<String> asking) {
    try {
      return answers.of("q", asking);
    } catch (CompletionException e) {
      return e.getCause().getClass().getSimpleName();
    }
  }

  @Test
  void aFailureIsThrownAndForgotten() {
    var failure = new IllegalStateException("as the test wants");
    assertThatThrownBy(
            () ->
                answers.of(
                    "q",
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(answers.of("q", () -> "again")).isEqualTo("again");
  }
}
