package org.jiaohao.display.voice;

/** Nothing was made or heard; the message is for logs, the trouble for people. */
final class VoiceException extends Exception {
  private final transient Trouble trouble;

  VoiceException(Trouble trouble, Throwable cause) {
    super(trouble.en(), cause);
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }
}
