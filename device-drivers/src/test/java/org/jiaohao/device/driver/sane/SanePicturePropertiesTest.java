package org.jiaohao.device.driver.sane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jiaohao.device.driver.sane.SanePicture.Frame;

/** Frames over a real connection. Kept apart from the other tests, as all properties are. */
class SanePicturePropertiesTest {
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static byte[] wire(byte[] image, int record, int status) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    for (int at = 0; at < image.length; at += record) {
      int length = Math.min(record, image.length - at);
      out.writeInt(length);
      out.write(image, at, length);
    }
    out.writeInt(-1);
    out.write(status);
    out.writeInt(0x12345678); // rubbish
    return bytes.toByteArray();
  }

  /** Reads what a server sends in pieces before it hangs up. */
  private static Frame read(byte[] wire, int piece, int expected) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var picture = new SanePicture(server.getInetAddress(), server.getLocalPort())) {
      var sent =
          CompletableFuture.runAsync(
              () -> {
                try (Socket client = server.accept()) {
                  client.setTcpNoDelay(true);
                  for (int at = 0; at < wire.length; at += piece) {
                    client.getOutputStream().write(wire, at, Math.min(piece, wire.length - at));
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      Frame frame = picture.read(expected, () -> false, n -> {}, SILENCE);
      sent.join();
      return frame;
    }
  }

  @Property(tries = 60)
  void anyRecordsInAnyPiecesGiveTheSameFrame(
      @ForAll @Size(max = 400) byte[] image,
      @ForAll @IntRange(min = 1, max = 90) int record,
      @ForAll @IntRange(min = 1, max = 60) int piece,
      @ForAll @IntRange(max = 500) int expected,
      @ForAll @IntRange(max = 11) int status)
      throws IOException {
    Frame frame = read(wire(image, record, status), piece, expected);
    assertThat(frame.data()).isEqualTo(image);
    assertThat(frame.end().ordinal()).isEqualTo(status);
  }

  @Property(tries = 60)
  void aFrameCutAnywhereIsNeverWhole(
      @ForAll @Size(min = 1, max = 200) byte[] image, @ForAll @IntRange(max = 2000) int cut)
      throws IOException {
    byte[] wire = wire(image, 50, SaneStatus.EOF.ordinal());
    int beforeStatus = wire.length - 5;
    Frame frame = read(Arrays.copyOf(wire, cut % (beforeStatus + 1)), 64, image.length);
    assertThat(frame.end()).isEqualTo(SaneStatus.CANCELLED);
  }

  @Property(tries = 30)
  void aRecordBeyondReasonIsRefused(@ForAll @IntRange(min = (1 << 20) + 1) int length)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    new DataOutputStream(bytes).writeInt(length);
    assertThatThrownBy(() -> read(bytes.toByteArray(), 4, 0)).isInstanceOf(IOException.class);
  }
}
