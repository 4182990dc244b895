package org.jiaohao.hall.messaging;

import java.util.List;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.store.EventLog;
import org.jiaohao.hall.store.StoredEvent;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Live hints for pages, and the event feed. */
@RestController
@RequestMapping("/api/v1/halls/{hall}")
class StreamController {
  private static final int LONGEST_PAGE = 1000;

  private final HallStream stream;
  private final EventLog log;
  private final Halls halls;

  StreamController(HallStream stream, EventLog log, Halls halls) {
    this.stream = stream;
    this.log = log;
    this.halls = halls;
  }

  @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(@PathVariable String hall) {
    halls.get(hall);
    return stream.open(hall);
  }

  /** Events after {@code after}, oldest first; ask again with the last {@code seq}. */
  @GetMapping("/events")
  List<StoredEvent> events(
      @PathVariable String hall,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "100") int limit) {
    halls.get(hall);
    return log.after(hall, after, Math.clamp(limit, 1, LONGEST_PAGE));
  }
}
