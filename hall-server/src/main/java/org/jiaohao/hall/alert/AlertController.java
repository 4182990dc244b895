package org.jiaohao.hall.alert;

import java.security.Principal;
import java.util.List;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Alerts over HTTP. */
@RestController
@RequestMapping("/api/v1/halls/{hall}/alerts")
class AlertController {
  private final Halls halls;
  private final Alerts alerts;
  private final AlertRounds rounds;

  AlertController(Halls halls, Alerts alerts, AlertRounds rounds) {
    this.halls = halls;
    this.alerts = alerts;
    this.rounds = rounds;
  }

  @May(Right.SEE_ALERTS)
  @GetMapping
  List<Alerts.Alert> open(@PathVariable String hall) {
    halls.get(hall);
    return alerts.open(hall);
  }

  @May(Right.SEE_ALERTS)
  @PostMapping("/{id}/clear")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void clear(@PathVariable String hall, @PathVariable String id, Principal actor) {
    rounds.clear(hall, id, actor.getName());
  }
}
