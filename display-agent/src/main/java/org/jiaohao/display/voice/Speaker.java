package org.jiaohao.display.voice;

import java.util.Optional;

/** Where sound goes. */
interface Speaker {
  /** Why nothing can be heard now; empty when it seems to work. */
  Optional<Trouble> unusable();

  /**
   * Plays a sound and returns when it was heard; one after another.
   *
   * @throws VoiceException when it was not
   */
  void play(Sound sound) throws VoiceException;
}
