package org.jiaohao.device.driver.barcode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jiaohao.device.codec.barcode.TextFrameDecoder;

/** Readers that send each code as text with a suffix. */
final class TextTalk implements Talk {
  private static final int AIM = 3;
  private static final byte[] NOTHING = {};

  private final BarcodeProfile profile;
  private final TextFrameDecoder decoder;

  TextTalk(BarcodeProfile profile) {
    this.profile = profile;
    this.decoder = profile.decoder();
  }

  @Override
  public byte[] take(byte[] bytes, int count, Consumer<Code> codes) {
    tell(decoder.take(bytes, count), codes);
    return NOTHING;
  }

  @Override
  public byte[] pause(Consumer<Code> codes) {
    tell(decoder.pause(), codes);
    return NOTHING;
  }

  /** What is being sent cannot be read; says whether that is new. */
  boolean spoil() {
    return decoder.spoil();
  }

  @Override
  public byte[] trigger(boolean on) {
    byte[] command = on ? profile.on() : profile.off();
    if (command.length > 0) {
      decoder.commanded();
    }
    return command;
  }

  @Override
  public long dropped() {
    return decoder.skipped();
  }

  private void tell(List<TextFrameDecoder.Code> found, Consumer<Code> codes) {
    for (TextFrameDecoder.Code code : found) {
      byte[] data = code.data();
      boolean aim = profile.aim() && data.length >= AIM && data[0] == ']';
      codes.accept(
          aim
              ? new Code(
                  Arrays.copyOfRange(data, AIM, data.length),
                  new String(data, 0, AIM, StandardCharsets.US_ASCII))
              : new Code(data, ""));
    }
  }
}
