package org.jiaohao.display.board;

import org.jiaohao.display.Playlist;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The board page and its data. */
@Controller
class BoardController {
  private final Board board;

  BoardController(Board board) {
    this.board = board;
  }

  @GetMapping("/board")
  String page() {
    return "board";
  }

  @GetMapping("/api/board")
  @ResponseBody
  Board.Picture picture() {
    return board.picture();
  }

  @GetMapping("/api/board/playlist")
  @ResponseBody
  Playlist playlist() {
    return board.playlist();
  }

  @GetMapping(path = "/api/board/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream() {
    return board.open();
  }

  @PostMapping("/api/board/confirm")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void confirm(@RequestBody Confirmation confirmation) {
    board.shown(confirmation.eventId());
  }

  /**
   * Body of {@code POST /api/board/confirm}.
   *
   * @param eventId call the page has painted
   */
  record Confirmation(String eventId) {}
}
