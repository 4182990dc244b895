package org.jiaohao.kiosk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaohao.agent.HallApi;
import org.jiaohao.agent.HallApiException;
import org.jiaohao.contract.http.DrawRequest;
import org.jiaohao.contract.http.HallInfo;
import org.jiaohao.contract.http.ItemInfo;
import org.jiaohao.contract.http.PadKey;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.contract.http.WindowInfo;

/** A hall server in memory that keeps the promise of the Idempotency-Key. */
public class FakeHallApi implements HallApi {
  public final Map<String, Ticket> byKey = new LinkedHashMap<>();
  public final List<DrawRequest> requests = new ArrayList<>();
  public final List<String> cancelled = new ArrayList<>();
  public List<QueueInfo> queues = Fakes.queues();
  public List<ItemInfo> items = Fakes.items();
  public boolean enrolled = true;
  public boolean away;

  /** Name of the service on the papers drawn from now on; null for that of the samples. */
  public String service;

  /** The next draws are carried out but their answers are lost. */
  public int lostAnswers;

  public HallApiException refusal;
  public HallApiException cancelRefusal;
  public HallApiException shutOut;

  @Override
  public synchronized boolean enrolled() {
    return enrolled;
  }

  @Override
  public synchronized Optional<HallApiException> shutOut() {
    return Optional.ofNullable(shutOut);
  }

  @Override
  public synchronized void enrol(String code) {
    if (!"GOOD1".equals(code)) {
      throw new HallApiException(403, "enrolment-code", "登记码不对或已过期。", "Wrong code.", null);
    }
    enrolled = true;
    shutOut = null;
  }

  @Override
  public synchronized HallInfo hall() {
    checkThere();
    return Fakes.hall();
  }

  @Override
  public synchronized List<QueueInfo> queues() {
    checkThere();
    return queues;
  }

  @Override
  public synchronized List<ItemInfo> items() {
    checkThere();
    return items;
  }

  @Override
  public synchronized Ticket draw(DrawRequest request, String key) {
    checkThere();
    if (refusal != null) {
      throw refusal;
    }
    requests.add(request);
    Ticket ticket =
        byKey.computeIfAbsent(
            key,
            k -> {
              Ticket drawn =
                  Fakes.ticket("ticket%010d".formatted(byKey.size() + 1), byKey.size() + 1);
              return service == null ? drawn : Fakes.withService(drawn, service);
            });
    if (lostAnswers > 0) {
      lostAnswers--;
      throw unreachable();
    }
    return ticket;
  }

  @Override
  public synchronized Ticket ticket(String id) {
    checkThere();
    return byKey.values().stream()
        .filter(t -> t.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new HallApiException(404, "unknown-ticket", "没有这张票。", "No such ticket.", null));
  }

  @Override
  public synchronized Ticket cancel(String id) {
    checkThere();
    if (cancelRefusal != null) {
      throw cancelRefusal;
    }
    cancelled.add(id);
    byKey.replaceAll((k, t) -> t.id().equals(id) ? Fakes.ticket(id, t.number(), "CANCELLED") : t);
    return ticket(id);
  }

  private void checkThere() {
    if (away) {
      throw unreachable();
    }
  }

  private static HallApiException unreachable() {
    return new HallApiException(
        0, "unreachable", "大厅服务器没有应答。", "The hall server does not answer.", null);
  }

  @Override
  public List<WindowInfo> windows() {
    throw new AssertionError("kiosks know no windows");
  }

  @Override
  public WindowInfo press(String window, PadKey key) {
    throw new AssertionError("kiosks have no pads");
  }
}
