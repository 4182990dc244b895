package org.jiaohao.device.driver.barcode;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jiaohao.device.codec.barcode.SsiFrameDecoder;
import org.jiaohao.device.codec.barcode.SsiPacket;

/** Zebra's SSI: every packet of the reader is acknowledged, a broken one asked for again. */
final class SsiTalk implements BarcodeReader.Talk {
  private static final int LARGEST_CODE = 8 * 1024;

  private final SsiFrameDecoder decoder = new SsiFrameDecoder();
  private final ByteArrayOutputStream code = new ByteArrayOutputStream();
  private byte[] last = {};
  private String symbology = "";
  private long skipped;

  @Override
  public byte[] take(byte[] bytes, int count, Consumer<BarcodeReader.Code> codes) {
    var answers = new ByteArrayOutputStream();
    for (SsiPacket packet : decoder.take(bytes, count)) {
      boolean answer = packet.opcode() == SsiPacket.ACK || packet.opcode() == SsiPacket.NAK;
      if (!packet.fromHost() && !answer) {
        answers.writeBytes(SsiPacket.command(SsiPacket.ACK).encode());
        take(packet, codes);
      }
    }
    return answers.toByteArray();
  }

  @Override
  public byte[] pause(Consumer<BarcodeReader.Code> codes) {
    decoder.pause();
    boolean broken = decoder.skipped() > skipped;
    skipped = decoder.skipped();
    return broken ? SsiPacket.again().encode() : new byte[0];
  }

  @Override
  public byte[] trigger(boolean on) {
    return SsiPacket.command(on ? SsiPacket.START : SsiPacket.STOP).encode();
  }

  private void take(SsiPacket packet, Consumer<BarcodeReader.Code> codes) {
    boolean again = (packet.status() & SsiPacket.SENT_AGAIN) != 0;
    boolean repeated = again && Arrays.equals(packet.data(), last);
    last = packet.data();
    if (repeated || packet.opcode() != SsiPacket.DECODE_DATA || packet.data().length == 0) {
      return;
    }
    if (code.size() == 0) {
      symbology = packet.symbology();
    }
    if (code.size() + packet.data().length <= LARGEST_CODE) {
      code.write(packet.data(), 1, packet.data().length - 1);
    }
    if ((packet.status() & SsiPacket.MORE) == 0) {
      codes.accept(new BarcodeReader.Code(code.toByteArray(), symbology));
      code.reset();
    }
  }
}
