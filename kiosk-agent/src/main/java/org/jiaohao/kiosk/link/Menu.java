package org.jiaohao.kiosk.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jiaohao.contract.http.HallInfo;
import org.jiaohao.contract.http.ItemInfo;
import org.jiaohao.contract.http.QueueInfo;
import org.jiaohao.contract.mqtt.QueueView;

/**
 * What a citizen can choose from.
 *
 * @param hall the hall
 * @param queues queues in the server's order
 * @param items service items
 */
public record Menu(HallInfo hall, List<QueueInfo> queues, List<ItemInfo> items) {
  /** Changes when anything changes but the load of the queues. */
  public int version() {
    List<Object> fixed = new ArrayList<>(List.of(hall, items));
    queues.forEach(
        q ->
            fixed.add(
                Objects.hash(
                    q.id(),
                    q.prefix(),
                    q.name(),
                    q.nameEn(),
                    q.place(),
                    q.placeEn(),
                    q.windows())));
    return fixed.hashCode();
  }

  /** A queue by id. */
  public Optional<QueueInfo> queue(String id) {
    return queues.stream().filter(q -> q.id().equals(id)).findFirst();
  }

  /** An item by code. */
  public Optional<ItemInfo> item(String code) {
    return items.stream().filter(i -> i.code().equals(code)).findFirst();
  }

  /** Whether it has the queue of a view under the same name. */
  boolean names(QueueView view) {
    return queue(view.queue())
        .filter(q -> q.name().equals(view.name()) && q.nameEn().equals(view.nameEn()))
        .isPresent();
  }

  Menu with(QueueView view) {
    return new Menu(
        hall,
        queues.stream().map(q -> q.id().equals(view.queue()) ? loaded(q, view) : q).toList(),
        items);
  }

  private static QueueInfo loaded(QueueInfo q, QueueView view) {
    return new QueueInfo(
        q.id(),
        q.prefix(),
        q.name(),
        q.nameEn(),
        q.place(),
        q.placeEn(),
        q.windows(),
        view.openWindows(),
        view.waiting(),
        q.waitMinutes());
  }
}
