package org.jiaohao.display;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jiaohao.agent.HallLink;
import org.jiaohao.contract.mqtt.PlaylistView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Puts the pages of the playlist together. A revision counts once all its pages are there; the last
 * complete one stays until then, through a loss of the broker and over a restart of this program.
 */
@Component
public class Playlists {
  private static final Logger log = LoggerFactory.getLogger(Playlists.class);
  private static final String SAVED = "playlist";

  private final HallLink link;
  private final ViewStore store;
  private final List<Consumer<Playlist>> listeners = new CopyOnWriteArrayList<>();

  /** The last page of each number, whatever its revision. */
  private final Map<Integer, PlaylistView> pages = new TreeMap<>();

  private Playlist complete;

  Playlists(HallLink link, ViewStore store) {
    this.link = link;
    this.store = store;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    store.load(SAVED, Playlist.class).ifPresent(this::show);
    link.onView("playlist", PlaylistView.class, (id, page) -> take(page));
  }

  /** Adds a listener for complete playlists; it gets the present one, if there is one, at once. */
  public synchronized void onPlaylist(Consumer<Playlist> listener) {
    listeners.add(listener);
    if (complete != null) {
      listener.accept(complete);
    }
  }

  private synchronized void take(PlaylistView page) {
    pages.put(page.page(), page);
    List<PlaylistView> same =
        pages.values().stream()
            .filter(other -> other.rev() == page.rev() && other.page() < page.pages())
            .toList();
    if (same.size() < page.pages()) {
      log.debug("playlist {}: {} of {} pages", page.rev(), same.size(), page.pages());
      return;
    }
    pages.keySet().removeIf(number -> number >= page.pages());
    var fresh =
        new Playlist(
            page.rev(),
            same.stream().flatMap(each -> each.entries().stream()).toList(),
            page.complaintLine(),
            page.complaintLineEn());
    store.save(SAVED, fresh);
    show(fresh);
  }

  private synchronized void show(Playlist playlist) {
    complete = playlist;
    listeners.forEach(listener -> listener.accept(playlist));
  }
}
