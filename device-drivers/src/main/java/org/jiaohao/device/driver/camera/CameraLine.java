package org.jiaohao.device.driver.camera;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;

/** The line to a camera carries no bytes of ours; it is whole while the camera is plugged in. */
final class CameraLine implements Transport {
  private final String device;

  CameraLine(String device) {
    this.device = device;
  }

  @Override
  public String address() {
    return "camera:" + device;
  }

  @Override
  public ByteChannel open() throws TransportException {
    look(Reason.NOT_THERE);
    return new ByteChannel() {
      @Override
      public int read(byte[] buffer, Duration wait) throws TransportException {
        look(Reason.GONE);
        return 0;
      }

      @Override
      public void write(byte[] bytes, Duration deadline) throws TransportException {
        throw new TransportException(Reason.GONE, "this line carries no bytes");
      }

      @Override
      public void close() {
        // nothing is held between two pictures
      }
    };
  }

  private void look(Reason otherwise) throws TransportException {
    if (!there(device)) {
      throw new TransportException(otherwise, "no " + device);
    }
  }

  /**
   * Whether the camera's device file is there; of cameras that only have a name it is not known.
   */
  static boolean there(String device) {
    return !device.startsWith("/") || Files.exists(Path.of(device));
  }
}
