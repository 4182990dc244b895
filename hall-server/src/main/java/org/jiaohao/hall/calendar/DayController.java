package org.jiaohao.hall.calendar;

import java.security.Principal;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The business day over HTTP. */
@RestController
class DayController {
  private final DayDesk desk;

  DayController(DayDesk desk) {
    this.desk = desk;
  }

  /**
   * Body of what a person says about a date.
   *
   * @param reason 1 to 200 characters, for the log
   */
  record Word(String reason) {}

  @May(Right.READ_AS_STAFF)
  @GetMapping("/api/v1/halls/{hall}/day")
  DayState state(@PathVariable String hall) {
    return desk.state(hall);
  }

  @May(Right.MANAGE_HALL)
  @PostMapping("/api/v1/halls/{hall}/day/confirm")
  DayState confirm(@PathVariable String hall, @RequestBody Word word, Principal actor) {
    return desk.confirm(hall, word.reason(), actor.getName());
  }

  @May(Right.MANAGE_HALL)
  @PostMapping("/api/v1/halls/{hall}/day/put-right")
  DayState putRight(@PathVariable String hall, @RequestBody Word word, Principal actor) {
    return desk.putRight(hall, word.reason(), actor.getName());
  }

  @May(Right.ADMINISTER)
  @PostMapping("/api/v1/clock/follow")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void follow(@RequestBody Word word, Principal actor) {
    desk.follow(word.reason(), actor.getName());
  }
}
