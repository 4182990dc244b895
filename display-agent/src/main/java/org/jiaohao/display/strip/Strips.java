package org.jiaohao.display.strip;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.CallConfirmed;
import org.jiaohao.contract.mqtt.WindowView;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.display.ViewStore;
import org.jiaohao.display.device.Receipts;
import org.jiaohao.display.device.Signs;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Shows each window's view on its strip. A new call blinks for five seconds. The content survives a
 * loss of the broker and a restart of this program, which confirms again what it shows: it cannot
 * know whether its former self did.
 */
@Component
public class Strips {
  private static final int BLINK_SECONDS = 5;

  private final HallLink link;
  private final Signs signs;
  private final Receipts receipts;
  private final ViewStore store;
  private final Map<String, WindowView> shown = new ConcurrentHashMap<>();
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  /** The call that each strip has confirmed or will, by device. */
  private final Map<String, String> confirmed = new ConcurrentHashMap<>();

  Strips(HallLink link, Signs signs, Receipts receipts, ViewStore store) {
    this.link = link;
    this.signs = signs;
    this.receipts = receipts;
    this.store = store;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    signs
        .windows()
        .values()
        .forEach(
            window ->
                store
                    .load("window-" + window, WindowView.class)
                    .ifPresent(view -> show(window, view, false)));
    link.onView("window", WindowView.class, (id, view) -> show(id, view, true));
  }

  private void show(String window, WindowView view, boolean live) {
    signs
        .windows()
        .forEach(
            (device, hangsOver) -> {
              if (hangsOver.equals(window)) {
                showOn(device, view, live);
              }
            });
    if (live && signs.windows().containsValue(window)) {
      store.save("window-" + window, view);
    }
  }

  private void showOn(String device, WindowView view, boolean live) {
    WindowView before = shown.put(device, view);
    String text = StripTexts.of(view);
    boolean newCall =
        live
            && view.callEventId() != null
            && (before == null || !view.callEventId().equals(before.callEventId()));
    boolean toConfirm =
        live && view.callEventId() != null && !view.callEventId().equals(confirmed.get(device));
    boolean same = before != null && Objects.equals(texts.get(device), text);
    if (same && !toConfirm) {
      return;
    }
    texts.put(device, text);
    var content =
        SignContent.of(
            text,
            view.number() == null ? Color.GREEN : Color.RED,
            Motion.STATIC,
            newCall ? BLINK_SECONDS : 0);
    if (toConfirm) {
      confirmed.put(device, view.callEventId());
    }
    signs.show(
        device,
        content,
        outcome -> {
          if (toConfirm && outcome != Sign.ShowOutcome.REPLACED) {
            receipts.send(
                view.callEventId(),
                device,
                CallConfirmed.Kind.STRIP,
                CallConfirmed.Outcome.valueOf(outcome.name()));
          }
        });
  }

  /** The text of a strip, or null. */
  public String text(String device) {
    return texts.get(device);
  }
}
