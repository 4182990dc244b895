package org.jiaohao.display.voice;

import java.util.Optional;

/** A speech engine: it makes sound from a phrase, somebody else plays it. */
interface Voice {
  /** Name in the configuration: clips, espeak or system. */
  String name();

  /** Why it cannot speak at all, found out once at the start; empty when it can. */
  Optional<Trouble> unusable();

  /**
   * Speaks a phrase once, without chime.
   *
   * @throws VoiceException when this engine cannot speak this phrase
   */
  Sound say(Phrase phrase) throws VoiceException;
}
