package org.jiaohao.hall.window;

import org.jiaohao.contract.mqtt.BoardView;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.store.EventLog;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The call board over HTTP. */
@RestController
class BoardController {
  private final CallBoard board;
  private final EventLog log;

  BoardController(CallBoard board, EventLog log) {
    this.board = board;
    this.log = log;
  }

  @May(Right.READ_HALL)
  @GetMapping("/api/v1/halls/{hall}/board")
  BoardView board(@PathVariable String hall) {
    return board.board(hall, log.last());
  }
}
