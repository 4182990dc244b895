package org.jiaohao.device.codec.barcode;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jiaohao.device.codec.FrameDecoder;

/**
 * Cuts what a reader sends into codes: each ends with a suffix, or where none is set with a pause
 * ({@link #pause}). Half a code is none: after a pause inside one nobody knows whether what follows
 * is its rest, so all is dropped up to the next suffix. Empty ones (CR LF is two suffixes) are
 * dropped, one of more than 8 KB is dropped whole.
 */
public final class TextFrameDecoder implements FrameDecoder<TextFrameDecoder.Code> {
  private static final int LONGEST = 8 * 1024;

  private final byte[] suffixes;
  private final int prefix;
  private final List<ReplyPattern> replies;
  private final ByteArrayOutputStream code = new ByteArrayOutputStream();
  private boolean inside;
  private boolean spoiled;
  private boolean answering;
  private long skipped;

  /** A code's bytes, without prefix and suffix. */
  public record Code(byte[] data) {}

  /** Ends with CR or LF, no prefix: how most readers are delivered or set. */
  public TextFrameDecoder() {
    this(new byte[] {'\r', '\n'}, -1, List.of());
  }

  /**
   * Other framing.
   *
   * @param suffixes each of these bytes ends a code; none = only pauses do
   * @param prefix byte before each code, or -1
   * @param replies what the reader says to commands on the same line, taken out when a code begins
   *     with it
   */
  public TextFrameDecoder(byte[] suffixes, int prefix, List<ReplyPattern> replies) {
    this.suffixes = suffixes.clone();
    this.prefix = prefix;
    this.replies = List.copyOf(replies);
  }

  @Override
  public List<Code> take(byte[] bytes, int count) {
    List<Code> codes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      take(bytes[i], codes);
    }
    return codes;
  }

  /** Nothing came for a while: what is there is a code of its own, where no suffix is set. */
  public List<Code> pause() {
    List<Code> codes = new ArrayList<>();
    if (suffixes.length == 0) {
      finish(codes);
    } else if (code.size() > 0 && answering) {
      skipped++;
      reset();
    } else if (code.size() > 0) {
      spoil();
    }
    answering = false;
    return codes;
  }

  /**
   * A command was sent: what comes before the next pause may be an answer that is not among the
   * known ones. Answers have no suffix, and a code behind one is whole.
   */
  public void commanded() {
    answering = true;
  }

  /**
   * What is being sent is no good: all of it up to its end is dropped and counts as one code.
   *
   * @return false when that was known
   */
  public boolean spoil() {
    if (spoiled) {
      return false;
    }
    code.reset();
    spoiled = true;
    skipped++;
    return true;
  }

  /** Codes and stray bytes that were dropped. */
  public long skipped() {
    return skipped;
  }

  private void take(byte b, List<Code> codes) {
    if (prefix >= 0 && (b & 0xff) == prefix) {
      skipped += code.size() > 0 ? 1 : 0;
      reset();
      inside = true;
    } else if (ends(b)) {
      finish(codes);
    } else if (spoiled) {
      return; // counted already
    } else if (prefix >= 0 && !inside) {
      skipped++;
    } else if (code.size() == LONGEST) {
      spoil();
    } else {
      code.write(b);
      takeOutReply();
    }
  }

  private void takeOutReply() {
    for (ReplyPattern reply : replies) {
      if (reply.length() == code.size() && reply.is(code.toByteArray(), code.size())) {
        code.reset();
      }
    }
  }

  private boolean ends(byte b) {
    for (byte suffix : suffixes) {
      if (suffix == b) {
        return true;
      }
    }
    return false;
  }

  private void finish(List<Code> codes) {
    if (code.size() > 0) {
      codes.add(new Code(code.toByteArray()));
    }
    reset();
  }

  private void reset() {
    code.reset();
    inside = false;
    spoiled = false;
  }
}
