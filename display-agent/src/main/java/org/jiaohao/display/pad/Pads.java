package org.jiaohao.display.pad;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.agent.DeviceBench;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.QueueView;
import org.jiaohao.contract.mqtt.WindowView;
import org.jiaohao.display.device.CallPads;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sends key presses to the hall and shows on each pad what happens at its window. */
@Component
class Pads implements DisposableBean {
  private final HallLink link;
  private final List<PadAtWindow> pads;
  private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

  Pads(CallPads devices, HallApi api, HallLink link, DeviceBench bench) {
    this.link = link;
    this.pads =
        devices.windows().entrySet().stream()
            .map(each -> new PadAtWindow(each.getKey(), each.getValue(), api))
            .toList();
    pads.forEach(pad -> bench.add(pad.device(), pad::test));
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    if (pads.isEmpty()) {
      return;
    }
    link.onView("window", WindowView.class, (id, view) -> window(view));
    link.onView("queue", QueueView.class, (id, view) -> queue(view));
  }

  private void window(WindowView view) {
    for (PadAtWindow pad : pads) {
      if (pad.window().equalsIgnoreCase(view.window())) {
        pad.number(view.number());
      }
    }
  }

  private void queue(QueueView view) {
    waiting.put(view.queue(), view.waiting());
    pads.forEach(pad -> pad.waiting(this::waitingIn));
  }

  private int waitingIn(Set<String> queues) {
    return queues.stream().mapToInt(queue -> waiting.getOrDefault(queue, 0)).sum();
  }

  @Override
  public void destroy() {
    pads.forEach(PadAtWindow::close);
  }
}
