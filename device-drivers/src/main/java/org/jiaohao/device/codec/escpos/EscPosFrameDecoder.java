package org.jiaohao.device.codec.escpos;

import java.util.ArrayList;
import java.util.List;
import org.jiaohao.device.codec.FrameDecoder;

/**
 * Takes a printer's bytes apart: real-time answers, automatic status, blocks and one-byte answers
 * come interleaved (Epson and Citizen manuals). Bytes that fit nowhere are counted and skipped; it
 * holds at most one block of 255 bytes.
 */
public final class EscPosFrameDecoder implements FrameDecoder<EscPosAnswer> {
  private static final int LONGEST_BLOCK = 255;

  private final StringBuilder block = new StringBuilder();
  private final int[] automatic = new int[4];
  private int header = -1;
  private int automaticCount;
  private long skipped;

  /** Takes bytes; returns the answers they complete, in order. */
  @Override
  public List<EscPosAnswer> take(byte[] bytes, int length) {
    var answers = new ArrayList<EscPosAnswer>();
    for (int i = 0; i < length; i++) {
      take(bytes[i] & 0xff, answers);
    }
    return answers;
  }

  /** Forgets a half answer, after a pause or a new connection. */
  public void reset() {
    if (header >= 0 || automaticCount > 0) {
      skipped++;
    }
    header = -1;
    automaticCount = 0;
    block.setLength(0);
  }

  /** Bytes and half answers that made no sense. */
  public long skipped() {
    return skipped;
  }

  private void take(int b, List<EscPosAnswer> answers) {
    if (automaticCount > 0 && inAutomatic(b, answers)) {
      return;
    } else if (header >= 0) {
      inBlock(b, answers);
    } else {
      start(b, answers);
    }
  }

  private void inBlock(int b, List<EscPosAnswer> answers) {
    if (b == 0) {
      answers.add(new EscPosAnswer.Block(header, block.toString()));
      header = -1;
      block.setLength(0);
    } else if ((b & 0xf3) == 0x10) {
      automatic[0] = b; // a change told in the middle of a block, which goes on behind it
      automaticCount = 1;
    } else if (block.length() == LONGEST_BLOCK || b < 0x20 || b >= 0x80) {
      reset(); // noise looked like the beginning of a block
      start(b, answers);
    } else {
      block.append((char) b);
    }
  }

  /** Returns whether the byte belonged to the automatic status. */
  private boolean inAutomatic(int b, List<EscPosAnswer> answers) {
    if (b == 0x11 || b == 0x13) {
      return true; // XON, XOFF
    }
    if ((b & 0x90) != 0) {
      automaticCount = 0;
      skipped++;
      return false;
    }
    automatic[automaticCount++] = b;
    if (automaticCount == automatic.length) {
      automaticCount = 0;
      answers.add(
          new EscPosAnswer.Automatic(automatic[0], automatic[1], automatic[2], automatic[3]));
    }
    return true;
  }

  private void start(int b, List<EscPosAnswer> answers) {
    if (b == 0x11 || b == 0x13) {
      return; // XON, XOFF
    }
    if ((b & 0x13) == 0x12) {
      answers.add(new EscPosAnswer.RealTime(b));
    } else if ((b & 0x93) == 0x10) {
      automatic[0] = b;
      automaticCount = 1;
    } else if (b == 0x35 || b == 0x37 || b == 0x3b || b == 0x3d || b == 0x5f) {
      header = b;
    } else if ((b & 0x90) == 0) {
      answers.add(new EscPosAnswer.Ordered(b));
    } else {
      skipped++;
    }
  }
}
