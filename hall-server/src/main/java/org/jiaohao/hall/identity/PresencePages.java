package org.jiaohao.hall.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** How a page tells of its person, and asks how long the session still lasts (N16). */
@RestController
class PresencePages {
  static final String PATH = "/account/presence";

  private final StaffSessions sessions;

  PresencePages(StaffSessions sessions) {
    this.sessions = sessions;
  }

  /** A person touched or typed something since the last time, without a request. */
  @May(Right.READ_AS_STAFF)
  @PostMapping(PATH)
  Map<String, Long> acted(HttpServletRequest request) {
    return left(request); // that it is a POST says it already
  }

  /** Milliseconds until the session ends unless its person does something; asking is no act. */
  @May(Right.READ_AS_STAFF)
  @GetMapping(PATH)
  Map<String, Long> left(HttpServletRequest request) {
    return Map.of("leftMillis", sessions.leftMillis(request.getSession(false)));
  }
}
