package org.jiaohao.hall.hall;

import java.util.List;
import org.jiaohao.contract.http.HallInfo;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Halls over HTTP. */
@RestController
class HallController {
  private final Halls halls;

  HallController(Halls halls) {
    this.halls = halls;
  }

  @GetMapping("/api/v1/halls")
  List<HallInfo> all() {
    return halls.all().stream().map(h -> h.info(halls.businessDay(h.id()))).toList();
  }

  @GetMapping("/api/v1/halls/{hall}")
  HallInfo one(@PathVariable String hall) {
    return halls.get(hall).info(halls.businessDay(hall));
  }
}
