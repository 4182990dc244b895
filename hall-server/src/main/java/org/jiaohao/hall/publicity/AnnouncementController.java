package org.jiaohao.hall.publicity;

import java.security.Principal;
import java.util.List;
import org.jiaohao.contract.http.Announcement;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.store.EventLog;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Announcements and the playlist over HTTP. */
@RestController
@RequestMapping("/api/v1/halls/{hall}")
class AnnouncementController {
  private final Announcements announcements;
  private final Playlist playlist;
  private final EventLog log;

  AnnouncementController(Announcements announcements, Playlist playlist, EventLog log) {
    this.announcements = announcements;
    this.playlist = playlist;
    this.log = log;
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping("/announcements")
  List<Announcement> all(@PathVariable String hall) {
    return announcements.of(hall);
  }

  @May(Right.MANAGE_HALL)
  @PostMapping("/announcements")
  @ResponseStatus(HttpStatus.CREATED)
  Announcement add(@PathVariable String hall, @RequestBody Announcement wanted, Principal actor) {
    return announcements.add(hall, wanted, actor.getName());
  }

  @May(Right.MANAGE_HALL)
  @PutMapping("/announcements/{id}")
  Announcement change(
      @PathVariable String hall,
      @PathVariable String id,
      @RequestBody Announcement wanted,
      Principal actor) {
    return announcements.change(hall, id, wanted, actor.getName());
  }

  @May(Right.MANAGE_HALL)
  @DeleteMapping("/announcements/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String hall, @PathVariable String id, Principal actor) {
    announcements.remove(hall, id, actor.getName());
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping("/playlist")
  PlaylistView playlist(@PathVariable String hall) {
    return playlist.of(hall, log.last());
  }
}
