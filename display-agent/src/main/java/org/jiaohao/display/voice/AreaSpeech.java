package org.jiaohao.display.voice;

import java.util.ArrayList;
import java.util.List;

/**
 * The engines of an area in their order, its chime and its loudspeaker. The full wording is tried
 * with every engine before a shorter one.
 */
final class AreaSpeech implements Announcer.Speech {
  private static final int AFTER_CHIME_MS = 400;
  private static final int AFTER_PHRASE_MS = 600;

  private final List<Voice> voices;
  private final Sound chime;
  private final Speaker speaker;

  /**
   * Creates the speech.
   *
   * @param voices best first; none = the area is silent
   */
  AreaSpeech(List<Voice> voices, Sound chime, Speaker speaker) {
    this.voices = List.copyOf(voices);
    this.chime = chime;
    this.speaker = speaker;
  }

  @Override
  public Announcer.Heard say(Wordings wordings, int times, int volume) throws VoiceException {
    if (voices.isEmpty()) {
      return new Announcer.Heard(null, wordings.full(), null);
    }
    var troubles = new ArrayList<Trouble>();
    for (Phrase phrase : wordings.phrases()) {
      for (Voice voice : voices) {
        Sound words;
        try {
          words = voice.say(phrase);
        } catch (VoiceException e) {
          troubles.add(e.trouble());
          continue;
        }
        speaker.play(composed(words, times, volume));
        return new Announcer.Heard(voice.name(), phrase, Trouble.joined(troubles));
      }
    }
    throw new VoiceException(Trouble.joined(troubles), null);
  }

  /** Each sound is made as loud as it is to be once: the strips want the machine now, too. */
  private Sound composed(Sound words, int times, int volume) {
    Sound said = words.atVolume(volume);
    var parts = new ArrayList<Sound>();
    parts.add(chime.atVolume(volume));
    parts.add(Sound.silence(AFTER_CHIME_MS));
    for (int i = 0; i < times; i++) {
      parts.add(said);
      parts.add(Sound.silence(AFTER_PHRASE_MS));
    }
    return Sound.join(parts);
  }
}
