package org.jiaohao.hall.messaging;

import java.time.Duration;
import java.util.List;
import org.jiaohao.contract.http.FeedEvent;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.identity.StaffSessions;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Live hints for pages, and the event feed. */
@RestController
@RequestMapping("/api/v1/halls/{hall}")
class StreamController {
  private static final int LONGEST_PAGE = 1000;
  private static final long LONGEST_WAIT = 30;

  private final HallStream stream;
  private final EventFeed feed;
  private final Halls halls;
  private final StaffSessions sessions;

  StreamController(HallStream stream, EventFeed feed, Halls halls, StaffSessions sessions) {
    this.stream = stream;
    this.feed = feed;
    this.halls = halls;
    this.sessions = sessions;
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(@PathVariable String hall) {
    halls.get(hall);
    return stream.open(hall, sessions.open());
  }

  /**
   * Events after {@code after}, oldest first; ask again with the last {@code seq}.
   *
   * @param limit 1 to 1000
   * @param wait seconds to wait while there is none, 0 to 30
   */
  @May(Right.READ_AS_STAFF)
  @GetMapping(path = "/events", produces = MediaType.APPLICATION_JSON_VALUE)
  List<FeedEvent> events(
      @PathVariable String hall,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(defaultValue = "20") long wait) {
    halls.get(hall);
    var patience = Duration.ofSeconds(Math.clamp(wait, 0, LONGEST_WAIT));
    return feed.after(hall, after, Math.clamp(limit, 1, LONGEST_PAGE), patience);
  }

  /** The same without end; a reader that connects again goes on behind its last event. */
  @May(Right.READ_AS_STAFF)
  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter eventStream(
      @PathVariable String hall,
      @RequestParam(defaultValue = "0") long after,
      @RequestHeader(name = "Last-Event-ID", required = false) Long lastEventId) {
    halls.get(hall);
    return feed.stream(hall, lastEventId == null ? after : lastEventId, sessions.open());
  }
}
