package org.jiaohao.display.voice;

import javax.sound.sampled.AudioFormat;

/** The two tones before a call: E5 and C5, fading, about a second. */
final class Chime {
  private static final double[] TONES = {659.25, 523.25};
  private static final double SECONDS = 0.45;
  private static final double LOUDNESS = 0.35;
  private static final double FADE = 5;

  private Chime() {}

  /** Samples of 16 bits, one channel, little-endian, with a short silence behind. */
  static byte[] samples(AudioFormat format) {
    float rate = format.getSampleRate();
    int each = (int) (rate * SECONDS);
    var bytes = new byte[(each * TONES.length + (int) (rate * 0.3)) * 2];
    for (int tone = 0; tone < TONES.length; tone++) {
      for (int i = 0; i < each; i++) {
        double t = i / rate;
        double attack = Math.min(1, t * 200);
        double wave =
            Math.sin(2 * Math.PI * TONES[tone] * t) + 0.3 * Math.sin(4 * Math.PI * TONES[tone] * t);
        int sample = (int) (Short.MAX_VALUE * LOUDNESS * attack * Math.exp(-FADE * t) * wave);
        int at = (tone * each + i) * 2;
        bytes[at] = (byte) sample;
        bytes[at + 1] = (byte) (sample >> 8);
      }
    }
    return bytes;
  }
}
