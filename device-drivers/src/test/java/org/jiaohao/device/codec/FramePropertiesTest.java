package org.jiaohao.device.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.jiaohao.device.codec.barcode.HidPosFrameDecoder;
import org.jiaohao.device.codec.barcode.SsiFrameDecoder;
import org.jiaohao.device.codec.barcode.SsiPacket;
import org.jiaohao.device.codec.barcode.TextFrameDecoder;
import org.jiaohao.device.codec.callpad.PadFrame;
import org.jiaohao.device.codec.callpad.PadFrameDecoder;
import org.jiaohao.device.codec.huidu.HuiduFrameDecoder;
import org.jiaohao.device.codec.huidu.HuiduPacket;
import org.jiaohao.device.codec.idcard.SamFrame;
import org.jiaohao.device.codec.idcard.SamFrameDecoder;
import org.jiaohao.device.codec.input.KeyEvent;
import org.jiaohao.device.codec.input.KeyEventFrameDecoder;
import org.jiaohao.device.codec.openpad.PadLine;
import org.jiaohao.device.codec.openpad.PadLineDecoder;

/** What is written is read again, however it is cut, also behind noise and a pause. */
class FramePropertiesTest {
  private static <F> List<F> cut(FrameDecoder<F> decoder, byte[] bytes, int chunk) {
    List<F> frames = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
      frames.addAll(decoder.take(part, part.length));
    }
    return frames;
  }

  private static byte[] twice(byte[] frame) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(frame);
    out.writeBytes(frame);
    return out.toByteArray();
  }

  @Property(tries = 300)
  void samFrames(
      @ForAll @Size(max = 300) byte[] data,
      @ForAll byte status,
      @ForAll @Size(max = 40) byte[] noise,
      @ForAll @IntRange(min = 1, max = 50) int chunk) {
    byte[] wire = new SamFrame(new byte[] {0, 0, status}, data).encode();
    var decoder = new SamFrameDecoder();
    assertThat(cut(decoder, twice(wire), chunk))
        .hasSize(2)
        .allSatisfy(frame -> assertThat(frame.data()).isEqualTo(data));
    decoder.take(noise, noise.length);
    decoder.pause();
    assertThat(cut(decoder, wire, chunk)).hasSize(1);
  }

  @Property(tries = 300)
  void padFrames(
      @ForAll @IntRange(max = 255) int address,
      @ForAll @IntRange(max = 255) int command,
      @ForAll @Size(max = 60) byte[] data,
      @ForAll @Size(max = 40) byte[] noise,
      @ForAll @IntRange(min = 1, max = 20) int chunk) {
    byte[] wire = new PadFrame(address, command, data).encode();
    var decoder = new PadFrameDecoder();
    assertThat(cut(decoder, twice(wire), chunk))
        .hasSize(2)
        .allSatisfy(frame -> assertThat(frame.encode()).isEqualTo(wire));
    decoder.take(noise, noise.length);
    decoder.pause();
    assertThat(cut(decoder, wire, chunk)).hasSize(1);
  }

  @Property(tries = 300)
  void ssiPackets(
      @ForAll @IntRange(max = 255) int opcode,
      @ForAll @Size(max = 200) byte[] data,
      @ForAll @Size(max = 40) byte[] noise,
      @ForAll @IntRange(min = 1, max = 50) int chunk) {
    byte[] wire = new SsiPacket(opcode, false, 0, data).encode();
    var decoder = new SsiFrameDecoder();
    assertThat(cut(decoder, twice(wire), chunk))
        .hasSize(2)
        .allSatisfy(packet -> assertThat(packet.encode()).isEqualTo(wire));
    decoder.take(noise, noise.length);
    decoder.pause();
    assertThat(cut(decoder, wire, chunk)).hasSize(1);
  }

  @Property(tries = 300)
  void huiduPackets(
      @ForAll @Size(max = 300) byte[] payload,
      @ForAll @Size(max = 40) byte[] noise,
      @ForAll @IntRange(min = 1, max = 50) int chunk) {
    byte[] wire = new HuiduPacket(HuiduPacket.XML_ANSWER, payload).encode();
    var decoder = new HuiduFrameDecoder();
    assertThat(cut(decoder, twice(wire), chunk))
        .hasSize(2)
        .allSatisfy(packet -> assertThat(packet.payload()).isEqualTo(payload));
    decoder.take(noise, noise.length);
    decoder.pause();
    assertThat(cut(decoder, wire, chunk)).hasSize(1);
  }

  @Property(tries = 300)
  void textCodes(
      @ForAll @Size(min = 1, max = 300) byte[] data,
      @ForAll @Size(max = 40) byte[] noise,
      @ForAll @IntRange(min = 1, max = 50) int chunk) {
    byte[] code = without(data, 2, 3);
    var decoder = new TextFrameDecoder(new byte[] {3}, 2, List.of());
    var wire = new ByteArrayOutputStream();
    wire.write(2);
    wire.writeBytes(code);
    wire.write(3);
    assertThat(cut(decoder, twice(wire.toByteArray()), chunk))
        .hasSize(2)
        .allSatisfy(found -> assertThat(found.data()).isEqualTo(code));
    decoder.take(noise, noise.length);
    decoder.pause();
    assertThat(cut(decoder, wire.toByteArray(), chunk)).hasSize(1);
  }

  private static byte[] without(byte[] data, int... values) {
    byte[] clean = data.clone();
    for (int i = 0; i < clean.length; i++) {
      for (int value : values) {
        clean[i] = clean[i] == value ? (byte) 'x' : clean[i];
      }
    }
    return clean;
  }

  @Property(tries = 300)
  void keyEvents(
      @ForAll @IntRange(max = 0x2ff) int key,
      @ForAll @IntRange(max = 2) int value,
      @ForAll @IntRange(max = 999_999) int micros,
      @ForAll @Size(max = 40) byte[] noise,
      @ForAll @IntRange(min = 1, max = 50) int chunk) {
    ByteBuffer wire = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    wire.putLong(1_790_000_000).putLong(micros);
    wire.putShort((short) 1).putShort((short) key).putInt(value);
    var event = new KeyEvent(KeyEvent.KEY, key, value);
    var decoder = new KeyEventFrameDecoder();
    assertThat(cut(decoder, twice(wire.array()), chunk)).containsExactly(event, event);
    decoder.take(noise, noise.length);
    decoder.pause();
    assertThat(cut(decoder, wire.array(), chunk)).containsExactly(event);
  }

  @Property(tries = 300)
  void hidPosReports(
      @ForAll @Size(max = 56) byte[] data,
      @ForAll boolean continued,
      @ForAll @Size(max = 40) byte[] noise,
      @ForAll @IntRange(min = 1, max = 80) int chunk) {
    byte[] wire = new byte[62];
    wire[0] = 2;
    wire[1] = (byte) data.length;
    System.arraycopy(data, 0, wire, 5, data.length);
    wire[61] = (byte) (continued ? 1 : 0);
    var decoder = new HidPosFrameDecoder();
    assertThat(cut(decoder, twice(wire), chunk))
        .hasSize(2)
        .allSatisfy(
            report -> {
              assertThat(report.data()).isEqualTo(data);
              assertThat(report.continued()).isEqualTo(continued);
            });
    decoder.take(noise, noise.length);
    decoder.pause();
    assertThat(cut(decoder, wire, chunk)).hasSize(1);
  }

  /** Noise spoils at most the line it runs into. */
  @Property(tries = 300)
  void padLines(
      @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 20) String word,
      @ForAll @IntRange(max = 999) int waiting,
      @ForAll @Size(max = 200) byte[] noise,
      @ForAll @IntRange(min = 1, max = 20) int chunk) {
    PadLine line = PadLine.show(word, waiting);
    var decoder = new PadLineDecoder();
    assertThat(cut(decoder, twice(line.encode()), chunk)).containsExactly(line, line);
    var wire = new ByteArrayOutputStream();
    wire.writeBytes(noise);
    wire.writeBytes(line.encode());
    wire.writeBytes(line.encode());
    assertThat(cut(decoder, wire.toByteArray(), chunk)).contains(line).last().isEqualTo(line);
    decoder.take(noise, noise.length);
    decoder.reset();
    assertThat(cut(decoder, line.encode(), chunk)).containsExactly(line);
  }
}
