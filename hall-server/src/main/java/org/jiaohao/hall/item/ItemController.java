package org.jiaohao.hall.item;

import java.util.List;
import org.jiaohao.contract.http.ItemInfo;
import org.jiaohao.hall.hall.Hall;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The items of a hall over HTTP. */
@RestController
class ItemController {
  private final Halls halls;
  private final Items items;
  private final String publicUrl;

  ItemController(Halls halls, Items items, @Value("${jiaohao.public-url}") String publicUrl) {
    this.halls = halls;
    this.items = items;
    this.publicUrl = publicUrl;
  }

  @May(Right.READ_HALL)
  @GetMapping("/api/v1/halls/{hall}/items")
  List<ItemInfo> all(@PathVariable("hall") String id) {
    Hall hall = halls.get(id);
    return items.of(hall).stream().map(item -> info(hall, item)).toList();
  }

  private ItemInfo info(Hall hall, Item item) {
    return new ItemInfo(
        item.code(),
        item.name(),
        item.nameEn(),
        item.department(),
        items.offers(hall).get(item.code()),
        publicUrl + "/g/" + hall.id() + "/" + item.code());
  }
}
