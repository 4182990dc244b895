package org.jiaohao.display.voice;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The loudspeakers; voices that name the same address share one and take turns. */
@Component
class Speakers {
  private final Map<String, Speaker> speakers = new HashMap<>();

  /** The loudspeaker at an address, for a voice with these settings. */
  synchronized Speaker of(String address, AreaSettings settings) {
    return speakers.computeIfAbsent(address, same -> create(settings));
  }

  /** Overridden by tests that listen. */
  Speaker create(AreaSettings settings) {
    return settings.file() == null
        ? new LineSpeaker(settings.sound())
        : new FileSpeaker(settings.file());
  }
}
