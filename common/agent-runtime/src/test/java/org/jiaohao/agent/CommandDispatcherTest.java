package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jiaohao.contract.mqtt.Reply;
import org.jiaohao.contract.mqtt.ReprintTicket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandDispatcherTest {
  private static final byte[] BODY = "{\"ticketId\":\"t1\"}".getBytes();

  private final LinkCounter counter = new LinkCounter();
  private final Outbox outbox = new Outbox(1000, System::nanoTime, counter);
  private final CommandDispatcher dispatcher =
      new CommandDispatcher("cmd/", "reply", outbox, counter);
  private final List<String> carriedOut = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    dispatcher.stop();
  }

  @Test
  void answersOnTheResponseTopicWithTheSendersMark() throws InterruptedException {
    register();
    dispatcher.receive(
        new Incoming("cmd/print", BODY, false, "back/here", "m1".getBytes(), null, null));
    Outgoing reply = reply();
    assertThat(reply.topic()).isEqualTo("back/here");
    assertThat(reply.correlation()).isEqualTo("m1".getBytes());
    assertThat(outcome(reply)).isEqualTo(Reply.Outcome.DONE);
    assertThat(carriedOut).containsExactly("t1");
  }

  @Test
  void aCommandThatWaitedTooLongIsNotCarriedOut() throws InterruptedException {
    register();
    dispatcher.receive(
        new Incoming("cmd/print", BODY, false, null, null, null, System.nanoTime() - 1));
    Outgoing reply = reply();
    assertThat(reply.topic()).isEqualTo("reply");
    assertThat(outcome(reply)).isEqualTo(Reply.Outcome.EXPIRED);
    assertThat(carriedOut).isEmpty();
  }

  @Test
  void aCommandThatFailedHalfWayIsUncertain() throws InterruptedException {
    dispatcher.register(
        "print",
        ReprintTicket.class,
        command -> {
          throw new IllegalStateException("as the test wants");
        });
    dispatcher.start();
    dispatcher.receive(new Incoming("cmd/print", BODY, false, null, null, null, null));
    assertThat(outcome(reply())).isEqualTo(Reply.Outcome.UNCERTAIN);
    assertThat(counter.counts().handlerFailures()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anErrorEndsNeitherTheThreadNorTheWaitForAnAnswer(boolean takesLong) throws Exception {
    Function<ReprintTicket, Reply> failing =
        command -> {
          throw new StackOverflowError("as the test wants");
        };
    if (takesLong) {
      dispatcher.registerLong("fail", ReprintTicket.class, failing);
    } else {
      dispatcher.register("fail", ReprintTicket.class, failing);
    }
    register();
    Incoming fail = new Incoming("cmd/fail", BODY, false, null, "m1".getBytes(), null, null);
    dispatcher.receive(fail);
    assertThat(outcome(reply())).isEqualTo(Reply.Outcome.UNCERTAIN);
    dispatcher.receive(fail);
    assertThat(outcome(reply())).as("the same again").isEqualTo(Reply.Outcome.UNCERTAIN);
    dispatcher.receive(new Incoming("cmd/print", BODY, false, null, null, null, null));
    assertThat(outcome(reply())).isEqualTo(Reply.Outcome.DONE);
  }

  @Test
  void refusesWhenTooManyWait() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    dispatcher.register(
        "print",
        ReprintTicket.class,
        command -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return null;
        });
    dispatcher.start();
    for (int i = 0; i < 300; i++) {
      dispatcher.receive(new Incoming("cmd/print", BODY, false, null, null, null, null));
    }
    assertThat(outcome(reply())).isEqualTo(Reply.Outcome.REFUSED);
    release.countDown();
  }

  @Test
  void noCommandWaitsForALongOneAndThatIsCarriedOutOnce() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    dispatcher.registerLong(
        "test",
        ReprintTicket.class,
        command -> {
          carriedOut.add("long");
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Reply(Reply.Outcome.UNCERTAIN, null, null);
        });
    register();
    dispatcher.receive(new Incoming("cmd/test", BODY, false, null, "m1".getBytes(), null, null));
    dispatcher.receive(new Incoming("cmd/test", BODY, false, null, "m1".getBytes(), null, null));
    dispatcher.receive(new Incoming("cmd/print", BODY, false, null, "m2".getBytes(), null, null));
    assertThat(outcome(reply())).isEqualTo(Reply.Outcome.DONE);
    release.countDown();
    assertThat(List.of(outcome(reply()), outcome(reply()))).containsOnly(Reply.Outcome.UNCERTAIN);
    assertThat(carriedOut).containsExactlyInAnyOrder("long", "t1");
  }

  private void register() {
    dispatcher.register(
        "print",
        ReprintTicket.class,
        command -> {
          carriedOut.add(command.ticketId());
          return new Reply(Reply.Outcome.DONE, null, null);
        });
    dispatcher.start();
  }

  private Outgoing reply() throws InterruptedException {
    Outgoing reply = outbox.next(Duration.ofSeconds(5));
    assertThat(reply).isNotNull();
    return reply;
  }

  private static Reply.Outcome outcome(Outgoing reply) {
    return Wire.JSON.readValue(reply.payload(), Reply.class).outcome();
  }
}
