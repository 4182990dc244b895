package org.jiaohao.device.driver.barcode;

import java.util.function.Consumer;
import org.jiaohao.device.codec.barcode.KeyboardText;
import org.jiaohao.device.codec.input.KeyEvent;
import org.jiaohao.device.codec.input.KeyEventFrameDecoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reader that types; what it types is text as on a serial line. */
final class KeyboardTalk implements Talk {
  private static final Logger LOG = LoggerFactory.getLogger(KeyboardTalk.class);
  private static final byte[] NOTHING = {};

  private final KeyEventFrameDecoder events = new KeyEventFrameDecoder();
  private final KeyboardText keys = new KeyboardText();
  private final TextTalk text;
  private final byte[] one = new byte[1];

  KeyboardTalk(BarcodeProfile profile) {
    this.text = new TextTalk(profile);
  }

  @Override
  public byte[] take(byte[] bytes, int count, Consumer<Code> codes) {
    for (KeyEvent event : events.take(bytes, count)) {
      int typed = keys.take(event);
      if (typed == KeyboardText.UNREADABLE) {
        refuse();
      } else if (typed != KeyboardText.NONE) {
        one[0] = (byte) typed;
        text.take(one, 1, codes);
      }
    }
    return NOTHING;
  }

  @Override
  public byte[] pause(Consumer<Code> codes) {
    events.pause();
    keys.pause();
    return text.pause(codes);
  }

  private void refuse() {
    if (text.spoil()) {
      LOG.warn(
          "扫码器用 Alt 键逐字输入文字，无法可靠识别，已丢弃该码。请将扫码器设为 USB 串口（USB-COM）或 HID POS 方式。"
              + " / The reader types characters by number, which cannot be understood; the code was"
              + " dropped. Set the reader to USB-COM or HID POS.");
    }
  }

  @Override
  public byte[] trigger(boolean on) {
    return NOTHING; // a keyboard takes no commands
  }

  @Override
  public long dropped() {
    return text.dropped();
  }
}
