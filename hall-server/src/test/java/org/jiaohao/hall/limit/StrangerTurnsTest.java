package org.jiaohao.hall.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.DelegatingServletOutputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** How many strangers are served at a time, and who does not wait for them. */
@Timeout(60)
class StrangerTurnsTest {
  private final StrangerTurns turns =
      new StrangerTurns(
          new KnownCredentials(),
          new Refusals(null) {
            @Override
            void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) {
              response.setStatus(problem.status());
            }
          });
  private final ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<CountDownLatch> atWork = new LinkedBlockingQueue<>();
  private final AtomicInteger served = new AtomicInteger();

  /** Carries a request out until it is told to end. */
  private final FilterChain page =
      (request, response) -> {
        var end = new CountDownLatch(1);
        atWork.add(end);
        try {
          end.await();
        } catch (InterruptedException e) {
          throw new ServletException(e);
        }
        response.getOutputStream().print("page");
        served.incrementAndGet();
      };

  @AfterEach
  void stop() throws InterruptedException {
    while (!visitors.awaitTermination(1, TimeUnit.MILLISECONDS)) {
      atWork.forEach(CountDownLatch::countDown);
      visitors.shutdown();
    }
    turns.destroy();
  }

  private static MockHttpServletRequest from(String address) {
    var request = new MockHttpServletRequest("GET", "/login");
    request.setRemoteAddr(address);
    return request;
  }

  private Future<MockHttpServletResponse> ask(MockHttpServletRequest request) {
    return ask(request, new MockHttpServletResponse());
  }

  private Future<MockHttpServletResponse> ask(
      MockHttpServletRequest request, MockHttpServletResponse response) {
    return visitors.submit(
        () -> {
          turns.doFilter(request, response, page);
          return response;
        });
  }

  /** So many of an address as fill all turns, and that many more. */
  private List<Future<MockHttpServletResponse>> fill() {
    List<Future<MockHttpServletResponse>> all = new ArrayList<>();
    for (int i = 0; i < StrangerTurns.MOST_EACH; i++) {
      all.add(ask(from("10.0.0.1")));
    }
    Awaitility.await().until(() -> atWork.size() == StrangerTurns.HANDS);
    return all;
  }

  @Test
  void fewAreCarriedOutAtATimeAndAllInTheEnd() throws Exception {
    List<Future<MockHttpServletResponse>> all = fill();
    for (int i = 0; i < all.size(); i++) {
      CountDownLatch next = atWork.take();
      assertThat(atWork.size()).isLessThan(StrangerTurns.HANDS);
      next.countDown();
    }
    for (Future<MockHttpServletResponse> each : all) {
      assertThat(each.get().getContentAsString()).isEqualTo("page");
      assertThat(each.get().isCommitted()).isTrue();
    }
  }

  @Test
  void anAddressHasSoManyAndAnotherOneStillWaitsItsTurn() throws Exception {
    fill();
    List<Future<MockHttpServletResponse>> more = new ArrayList<>();
    Awaitility.await()
        .until(() -> more.add(ask(from("10.0.0.1"))) && more.stream().anyMatch(Future::isDone));
    Future<MockHttpServletResponse> refused =
        more.stream().filter(Future::isDone).findAny().orElseThrow();
    assertThat(refused.get().getStatus()).isEqualTo(429);
    Future<MockHttpServletResponse> other = ask(from("10.0.0.2"));
    while (!other.isDone()) {
      CountDownLatch next = atWork.poll(10, TimeUnit.MILLISECONDS);
      if (next != null) {
        next.countDown();
      }
    }
    assertThat(other.get().getContentAsString()).isEqualTo("page");
  }

  @Test
  void aDoorThatIsFullTakesNoPlacesOfAnother() throws Exception {
    for (int address = 0; address < StrangerTurns.MOST; address++) {
      ask(from("10.0.1." + address));
    }
    List<Future<MockHttpServletResponse>> more = new ArrayList<>();
    Awaitility.await()
        .until(() -> more.add(ask(from("10.0.2.1"))) && more.stream().anyMatch(Future::isDone));
    MockHttpServletRequest elsewhere = from("10.0.2.1");
    elsewhere.setLocalPort(8443);
    Future<MockHttpServletResponse> other = ask(elsewhere);
    while (!other.isDone()) {
      CountDownLatch next = atWork.poll(10, TimeUnit.MILLISECONDS);
      if (next != null) {
        next.countDown();
      }
    }
    assertThat(other.get().getContentAsString()).isEqualTo("page");
  }

  @ParameterizedTest
  @CsvSource({"session", "password", "body"})
  void theseDoNotWaitForStrangers(String what) throws Exception {
    fill();
    MockHttpServletRequest request = from("10.0.0.3");
    switch (what) {
      case "session" -> request.setSession(new MockHttpSession());
      case "password" -> request.addHeader("Authorization", "Basic eDp5");
      default -> request.setContent(new byte[1]);
    }
    ask(request);
    Awaitility.await().until(() -> atWork.size() == StrangerTurns.HANDS + 1);
  }

  @ParameterizedTest
  @CsvSource({"Authorization,Bearer x", "Cookie,JSESSIONID=0123"})
  void whatTheySayOfThemselvesIsNothing(String header, String value) throws Exception {
    List<Future<MockHttpServletResponse>> all = fill();
    MockHttpServletRequest request = from("10.0.0.3");
    request.addHeader(header, value);
    Future<MockHttpServletResponse> last = ask(request);
    for (int i = 0; i < all.size(); i++) {
      assertThat(last).isNotDone();
      atWork.take().countDown();
    }
    atWork.take().countDown();
    assertThat(last.get().getContentAsString()).isEqualTo("page");
  }

  @Test
  void thePageOfAnErrorIsMadeInTurnToo() throws Exception {
    List<Future<MockHttpServletResponse>> all = fill();
    MockHttpServletRequest request = from("10.0.0.3");
    request.setContent(new byte[1]);
    request.setDispatcherType(DispatcherType.ERROR);
    Future<MockHttpServletResponse> last = ask(request);
    for (int i = 0; i < all.size(); i++) {
      assertThat(last).isNotDone();
      atWork.take().countDown();
    }
    atWork.take().countDown();
    assertThat(last.get().getStatus()).isEqualTo(200);
  }

  /** Whoever does not read keeps its place, not the turn. */
  @Test
  void anAnswerIsSentWhenTheTurnIsOver() throws Exception {
    var reads = new CountDownLatch(1);
    List<Future<MockHttpServletResponse>> slow = new ArrayList<>();
    for (int i = 0; i < StrangerTurns.MOST_EACH; i++) {
      slow.add(
          ask(
              from("10.0.0.1"),
              new MockHttpServletResponse() {
                @Override
                public void flushBuffer() {
                  Awaitility.await().until(() -> reads.getCount() == 0);
                }
              }));
    }
    for (int i = 0; i < slow.size(); i++) {
      atWork.take().countDown();
    }
    Future<MockHttpServletResponse> other = ask(from("10.0.0.2"));
    atWork.take().countDown();
    assertThat(other.get().getContentAsString()).isEqualTo("page");
    assertThat(ask(from("10.0.0.1")).get().getStatus()).isEqualTo(429);
    assertThat(slow).noneMatch(Future::isDone);
    reads.countDown();
    for (Future<MockHttpServletResponse> each : slow) {
      assertThat(each.get().getContentAsString()).isEqualTo("page");
    }
  }

  @Test
  void passwordsHavePlacesOfTheirOwn() throws Exception {
    List<Future<MockHttpServletResponse>> all = new ArrayList<>();
    for (int i = 0; i <= StrangerTurns.MOST_PASSWORDS; i++) {
      MockHttpServletRequest request = from("10.0.0.1");
      request.addHeader("Authorization", "Basic eDp5");
      all.add(ask(request));
    }
    Awaitility.await().until(() -> atWork.size() == StrangerTurns.MOST_PASSWORDS);
    Awaitility.await().until(() -> all.stream().filter(Future::isDone).count() == 1);
    Future<MockHttpServletResponse> other = ask(from("10.0.0.1"));
    Awaitility.await().until(() -> atWork.size() == StrangerTurns.MOST_PASSWORDS + 1);
    assertThat(other).isNotDone();
  }

  /** Nobody has made a mistake, so nothing is told. */
  @Test
  void whoGoesAwayGoesAway() throws Exception {
    var gone =
        new MockHttpServletResponse() {
          @Override
          public void flushBuffer() {
            throw new UncheckedIOException(new IOException("Broken pipe"));
          }

          @Override
          public ServletOutputStream getOutputStream() {
            return new DelegatingServletOutputStream(
                new OutputStream() {
                  @Override
                  public void write(int b) throws IOException {
                    throw new IOException("Broken pipe");
                  }
                });
          }
        };
    Future<MockHttpServletResponse> asked = ask(from("10.0.0.1"), gone);
    atWork.take().countDown();
    assertThat(asked.get()).isSameAs(gone);
  }

  @Test
  void aHeadSaysHowLongTheAnswerWouldBe() throws Exception {
    MockHttpServletRequest request = from("10.0.0.1");
    request.setMethod("HEAD");
    var response = new MockHttpServletResponse();
    turns.doFilter(request, response, (q, answer) -> answer.setContentLength(4711));
    assertThat(response.getContentLength()).isEqualTo(4711);
  }

  @Test
  void whereItComesFromGoesWithTheRequest() throws Exception {
    var seen = new LinkedBlockingQueue<Object>();
    new Source("10.0.0.9")
        .serve(
            () -> {
              turns.doFilter(
                  from("10.0.0.9"),
                  new MockHttpServletResponse(),
                  (request, response) -> {
                    seen.add(Source.current().name());
                    seen.add(HeldConnection.current().isPresent());
                    seen.add(Thread.currentThread().isVirtual());
                  });
              return null;
            });
    assertThat(seen).containsExactly("10.0.0.9", false, false);
    var connection = new HeldConnection("10.0.0.9", System.nanoTime());
    connection.begin(System.nanoTime());
    turns.doFilter(
        from("10.0.0.9"),
        new MockHttpServletResponse(),
        (request, response) -> seen.add(HeldConnection.current().orElseThrow()));
    assertThat(seen).endsWith(connection);
    assertThat(HeldConnection.current()).contains(connection);
  }

  @Test
  void whatFailsFailsAsItDid() {
    for (Throwable failure :
        List.of(
            new IOException("a"),
            new ServletException("b"),
            new IllegalStateException("c"),
            new StackOverflowError("d"))) {
      assertThatThrownBy(
              () ->
                  turns.doFilter(
                      from("10.0.0.1"),
                      new MockHttpServletResponse(),
                      (request, response) -> raise(failure)))
          .isSameAs(failure);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable failure) throws T {
    throw (T) failure;
  }
}
