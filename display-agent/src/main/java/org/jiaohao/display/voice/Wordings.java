package org.jiaohao.display.voice;

import java.util.List;

/**
 * Ways to say one thing, all of them right.
 *
 * @param phrases the fullest first; at least one
 * @param leftOut why not even the first says all, or null
 */
record Wordings(List<Phrase> phrases, Trouble leftOut) {
  Wordings {
    phrases = List.copyOf(phrases);
  }

  /** The fullest. */
  Phrase full() {
    return phrases.getFirst();
  }
}
