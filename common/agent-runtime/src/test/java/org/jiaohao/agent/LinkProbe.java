package org.jiaohao.agent;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Reply;
import org.mockito.MockMakers;
import org.mockito.invocation.Invocation;

/** A mocked {@link HallLink}: what an agent published, and what the hall would send. */
public final class LinkProbe {
  private final HallLink link = mock(HallLink.class, withSettings().mockMaker(MockMakers.PROXY));
  private final AtomicBoolean connected = new AtomicBoolean(true);

  /** A link that is connected. */
  public LinkProbe() {
    when(link.connected()).thenAnswer(call -> connected.get());
    when(link.reports()).thenAnswer(call -> lastReports());
    when(link.state()).thenAnswer(call -> AgentHealth.stateOf(lastReports()));
    when(link.counts()).thenReturn(LinkCounts.NONE);
  }

  /** The link to hand to the agent. */
  public HallLink link() {
    return link;
  }

  /** Data of the events published so far, of one type. */
  public <T> List<T> published(Class<T> type) {
    return calls("publishEvent")
        .map(call -> call.getArgument(1))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** Every report of a device so far. */
  public List<DeviceReport> reports() {
    return calls("report").map(call -> call.<DeviceReport>getArgument(0)).toList();
  }

  /** The last report of each device. */
  public List<DeviceReport> lastReports() {
    Map<String, DeviceReport> last = new LinkedHashMap<>();
    reports().forEach(report -> last.put(report.device(), report));
    return List.copyOf(last.values());
  }

  /** Sends a command and returns the answer. */
  public Reply command(String name, Object content) {
    return Stream.concat(calls("onCommand"), calls("onLongCommand"))
        .filter(call -> call.getArgument(0).equals(name))
        .map(call -> call.<Function<Object, Reply>>getArgument(2))
        .reduce((first, last) -> last)
        .orElseThrow(() -> new AssertionError("the agent takes no command " + name))
        .apply(content);
  }

  /** Delivers a view. */
  public void view(String kind, String id, Object view) {
    calls("onView")
        .filter(call -> call.getArgument(0).equals(kind))
        .map(call -> call.<BiConsumer<String, Object>>getArgument(2))
        .forEach(handler -> handler.accept(id, view));
  }

  /** The connection is lost or comes back. */
  public void connect(boolean now) {
    connected.set(now);
    calls("onConnection")
        .map(call -> call.<Consumer<Boolean>>getArgument(0))
        .forEach(listener -> listener.accept(now));
  }

  private Stream<Invocation> calls(String method) {
    return mockingDetails(link).getInvocations().stream()
        .filter(call -> call.getMethod().getName().equals(method));
  }
}
