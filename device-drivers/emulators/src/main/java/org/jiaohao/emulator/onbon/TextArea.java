package org.jiaohao.emulator.onbon;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jiaohao.emulator.render.Rom;

/**
 * One area of dynamic text (A3 06) as the card holds it in memory.
 *
 * @param x dots from the left
 * @param y dots from the top
 * @param width dots
 * @param height dots
 * @param id number of the area
 * @param lineSpacing dots between lines
 * @param runMode 0 loop, 1 once and keep, 2 loop until the timeout, 3 loop, 4 once then nothing, 5
 *     so many times as the timeout says
 * @param timeout seconds, or times in run mode 5
 * @param sound what is spoken, or null
 * @param align low two bits 0 left, 1 right, 2 centre; 4 bottom, 8 middle
 * @param singleLine whether lines never wrap
 * @param effect 1 static, 2 at once, 3 left, 4 right, 5 up, 6 down
 * @param speed 0 fast to 24 slow
 * @param stay half seconds a page stands
 * @param text what is shown, with the colours of its characters
 */
record TextArea(
    int x,
    int y,
    int width,
    int height,
    int id,
    int lineSpacing,
    int runMode,
    int timeout,
    Sound sound,
    int align,
    boolean singleLine,
    int effect,
    int speed,
    int stay,
    SignText text) {
  /**
   * Speech that comes with a text.
   *
   * @param text what is said
   * @param person voice
   * @param repeat how often beyond the first
   * @param volume 0 to 10
   * @param speed 0 to 10
   */
  record Sound(String text, int person, int repeat, int volume, int speed) {}

  private static final int PIXELS = 0x8000;
  private static final int BYTE_DOTS = 8;

  /**
   * Reads an area.
   *
   * @throws java.nio.BufferUnderflowException when it ends too early
   * @throws IllegalArgumentException when a length is impossible
   */
  static TextArea read(byte[] bytes, Rom rom) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (in.get() != 0) {
      throw new IllegalArgumentException("area type");
    }
    int x = horizontal(in.getShort());
    int y = in.getShort() & 0x7FFF;
    int width = horizontal(in.getShort());
    int height = in.getShort() & 0x7FFF;
    int id = in.get() & 0xFF;
    int spacing = in.get() & 0xFF;
    int runMode = in.get() & 0xFF;
    int timeout = in.getShort() & 0xFFFF;
    int soundKind = in.get() & 0xFF;
    int voice = soundKind == 0 ? 0 : in.get() & 0xFF;
    int volume = soundKind == 0 ? 0 : in.get() & 0xFF;
    int soundSpeed = soundKind == 0 ? 0 : in.get() & 0xFF;
    byte[] spoken = soundKind == 2 ? block(in, in.getInt()) : null;
    block(in, in.get() & 0xFF);
    int align = in.get() & 0xFF;
    boolean singleLine = in.get() == 1;
    boolean manualLines = in.get() == 1;
    int effect = in.get() & 0xFF;
    in.get();
    int speed = in.get() & 0xFF;
    int stay = in.get() & 0xFF;
    SignText text = SignText.read(block(in, in.getInt()), rom);
    Sound sound = null;
    if (soundKind != 0) {
      String said = spoken == null ? text.plain() : SignText.read(spoken, rom).plain();
      sound = new Sound(said, voice & 0x0F, voice >> 4, volume, soundSpeed);
    }
    return new TextArea(
        x,
        y,
        width,
        height,
        id,
        spacing,
        runMode,
        timeout,
        sound,
        align,
        singleLine || manualLines,
        effect,
        speed,
        stay,
        text);
  }

  /** The same on lamps of one colour. */
  TextArea inRed() {
    return new TextArea(
        x,
        y,
        width,
        height,
        id,
        lineSpacing,
        runMode,
        timeout,
        sound,
        align,
        singleLine,
        effect,
        speed,
        stay,
        text.inRed());
  }

  /** X and W count bytes of eight dots unless bit 15 says dots. */
  private static int horizontal(short value) {
    int number = value & 0x7FFF;
    return (value & PIXELS) != 0 ? number : number * BYTE_DOTS;
  }

  private static byte[] block(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("length " + length);
    }
    byte[] block = new byte[length];
    in.get(block);
    return block;
  }
}
