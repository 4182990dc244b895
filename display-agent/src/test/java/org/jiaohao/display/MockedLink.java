package org.jiaohao.display;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.contract.mqtt.DeviceReport;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.Reply;
import org.mockito.ArgumentCaptor;

/** A link without broker: what the program subscribed to is called as the broker would. */
@SuppressWarnings("unchecked")
public final class MockedLink {
  private MockedLink() {}

  /** A link that is connected. */
  public static HallLink connected() {
    HallLink link = mock(HallLink.class);
    when(link.connected()).thenReturn(true);
    doAnswer(
            call -> {
              call.<Consumer<Boolean>>getArgument(0).accept(true);
              return null;
            })
        .when(link)
        .onConnection(any());
    return link;
  }

  /** Delivers a view. */
  public static void view(HallLink link, String kind, String id, Object view) {
    ArgumentCaptor<BiConsumer<String, Object>> handlers = ArgumentCaptor.forClass(BiConsumer.class);
    verify(link, atLeastOnce()).onView(eq(kind), any(), handlers.capture());
    handlers.getAllValues().forEach(handler -> handler.accept(id, view));
  }

  /** Delivers an event. */
  public static void event(HallLink link, Event<?> event) {
    ArgumentCaptor<Consumer<Event<Object>>> handlers = ArgumentCaptor.forClass(Consumer.class);
    verify(link, atLeastOnce()).onEvent(eq(event.type()), any(), handlers.capture());
    handlers.getAllValues().forEach(handler -> handler.accept((Event<Object>) event));
  }

  /** Sends a command; its reply. */
  public static Reply command(HallLink link, String name, Object body) {
    ArgumentCaptor<Function<Object, Reply>> handler = ArgumentCaptor.forClass(Function.class);
    verify(link).onLongCommand(eq(name), any(), handler.capture());
    return handler.getValue().apply(body);
  }

  /** Every receipt so far. */
  public static List<CallConfirmed> receipts(HallLink link) {
    ArgumentCaptor<CallConfirmed> receipts = ArgumentCaptor.forClass(CallConfirmed.class);
    verify(link, atLeast(0)).publishEvent(eq("call-confirmed"), receipts.capture(), any());
    return receipts.getAllValues();
  }

  /** The last report of a device; null when there is none. */
  public static DeviceReport report(HallLink link, String device) {
    ArgumentCaptor<DeviceReport> reports = ArgumentCaptor.forClass(DeviceReport.class);
    verify(link, atLeast(0)).report(reports.capture());
    return reports.getAllValues().stream()
        .filter(report -> Objects.equals(report.device(), device))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }
}
