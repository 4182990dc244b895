package org.jiaohao.emulator.escpos;

/** Settings that commands change and ESC @ puts back. */
final class Style {
  enum Align {
    LEFT,
    CENTER,
    RIGHT
  }

  static final int DEFAULT_SPACING = 30;

  int scaleX = 1;
  int scaleY = 1;
  int hanScaleX = 1;
  int hanScaleY = 1;
  boolean bold;
  boolean smallFont;
  int hanFont;
  int underline;
  int hanUnderline;
  boolean reverse;
  boolean chinese = true;
  int codePage;
  Align align = Align.LEFT;
  int lineSpacing = DEFAULT_SPACING;
  int charSpace;
  int hanLeft;
  int hanRight;
  int leftMargin;
  int areaWidth;

  Style(int paperWidth) {
    areaWidth = paperWidth;
  }
}
