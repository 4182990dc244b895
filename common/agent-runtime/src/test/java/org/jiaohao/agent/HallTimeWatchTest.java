package org.jiaohao.agent;

import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Captor;
import org.mockito.Mockito;
import org.mockito.MockitoAnnotations;

class HallTimeWatchTest {
  @Captor ArgumentCaptor<Consumer<Boolean>> connection;
  private final HallApi api = mock(HallApi.class);
  private final HallLink link = mock(HallLink.class);
  private final AtomicLong nanos = new AtomicLong();
  private final MeasuredHallTime time = new MeasuredHallTime(Clock.systemUTC(), nanos::get);
  private final HallTimeWatch watch = new HallTimeWatch(api, link, time, Duration.ofMillis(5));

  HallTimeWatchTest() {
    MockitoAnnotations.openMocks(this);
    when(api.enrolled()).thenReturn(true);
    when(api.hall())
        .thenAnswer(
            request -> {
              time.measured(Clock.systemUTC().instant(), nanos.get(), nanos.get());
              return null;
            });
  }

  @AfterEach
  void stop() {
    watch.stop();
  }

  @Test
  void asksWhenNobodyElseHasAskedForAMinute() {
    watch.start();
    await().untilAsserted(() -> verify(api).hall());

    nanos.addAndGet(MeasuredHallTime.GOOD_FOR.toNanos());
    await().untilAsserted(() -> verify(api, Mockito.times(2)).hall());
  }

  @Test
  void asksAsSoonAsTheLinkIsBackAndSurvivesAServerThatIsAway() {
    doThrow(new HallApiException(0, "unreachable", "没有应答", "no answer", null)).when(api).hall();
    watch.start();
    verify(link).onConnection(connection.capture());
    connection.getValue().accept(false);
    connection.getValue().accept(true);

    await().untilAsserted(() -> verify(api, atLeast(3)).hall());
  }

  @Test
  void anErrorEndsNoSchedule() {
    doThrow(new NoClassDefFoundError("as the test wants")).when(api).hall();
    watch.start();
    await().untilAsserted(() -> verify(api, atLeast(3)).hall());
  }

  @Test
  void anAgentWithoutCredentialsAsksNothing() {
    when(api.enrolled()).thenReturn(false);
    watch.start();
    await().untilAsserted(() -> verify(api, atLeast(3)).enrolled());
    verify(api, never()).hall();
    verify(api, never()).draw(any(), any());
  }
}
