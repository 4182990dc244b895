package org.jiaohao.display.voice;

/** A loudspeaker with a speech engine. */
interface Voice {
  /**
   * Says a text after a chime and returns when it was heard.
   *
   * @param words the text as it is to be pronounced
   * @param times how often, 1 or 2
   * @throws VoiceException when nothing was heard
   */
  void say(String words, int times) throws VoiceException;

  /** Nothing was heard; the message is for logs. */
  final class VoiceException extends Exception {
    VoiceException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
