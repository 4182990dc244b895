package org.jiaohao.display.voice;

/** The two tones before a call: E5 and C5, fading, about a second. */
final class Chime {
  private static final double[] TONES = {659.25, 523.25};
  private static final double SECONDS = 0.45;
  private static final double LOUDNESS = 0.35;
  private static final double FADE = 5;

  private Chime() {}

  static Sound sound() {
    int each = (int) (Sound.RATE * SECONDS);
    var samples = new short[each * TONES.length];
    for (int tone = 0; tone < TONES.length; tone++) {
      for (int i = 0; i < each; i++) {
        double t = (double) i / Sound.RATE;
        double attack = Math.min(1, t * 200);
        double wave =
            StrictMath.sin(2 * Math.PI * TONES[tone] * t)
                + 0.3 * StrictMath.sin(4 * Math.PI * TONES[tone] * t);
        samples[tone * each + i] =
            (short) (Short.MAX_VALUE * LOUDNESS * attack * StrictMath.exp(-FADE * t) * wave);
      }
    }
    return Sound.of(samples);
  }
}
