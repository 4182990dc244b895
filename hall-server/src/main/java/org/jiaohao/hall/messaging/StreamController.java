package org.jiaohao.hall.messaging;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jiaohao.contract.http.FeedEvent;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.identity.StaffSessions;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.EventLog;
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
  private final EventLog log;
  private final Halls halls;
  private final StaffSessions sessions;

  StreamController(
      HallStream stream, EventFeed feed, EventLog log, Halls halls, StaffSessions sessions) {
    this.stream = stream;
    this.feed = feed;
    this.log = log;
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
   * Events after {@code after}, oldest first; ask again with the last {@code seq}. After a restore
   * that place may not be in the log any more: the answer is 409 then.
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
    mustBeInTheLog(after);
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
    long from = lastEventId == null ? after : lastEventId;
    mustBeInTheLog(from);
    return feed.stream(hall, from, sessions.open());
  }

  /**
   * A reader that goes on behind what a restore has lost would miss what happened since.
   *
   * @throws Problem 409 with {@code after}, from where to read again
   */
  private void mustBeInTheLog(long cursor) {
    OptionalLong again = log.readAgainFrom(cursor);
    if (again.isPresent()) {
      throw Problem.conflict(
              "log-restored",
              ("The data were restored from a backup, and event %d is not in the log any more. Read"
                      + " again with after=%d; events you know have the same id, and what else you"
                      + " read behind it is lost.")
                  .formatted(cursor, again.getAsLong()),
              "数据已从备份恢复，日志中已没有第 %d 号事件。请用 after=%d 重新读取：已读过的事件 id 不变，此后读过的其他事件已失效。"
                  .formatted(cursor, again.getAsLong()))
          .with("after", again.getAsLong());
    }
  }
}
