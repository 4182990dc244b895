package org.jiaohao.device.driver.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.driver.ConfigurationException;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;
import org.jiaohao.device.transport.TransportException.Reason;

/**
 * The line to a device that is asked by HTTP: open when somebody listens there. It carries no bytes
 * itself; requests go through {@link JsonCaller}.
 */
public final class HttpLine implements Transport {
  private static final int CONNECT_MILLIS = 1500;

  private final URI address;

  /** Leads to this device. */
  public HttpLine(URI address) {
    this.address = address;
  }

  /**
   * The address of a device, {@code http://host[:port][/path]}.
   *
   * @throws ConfigurationException when it is none
   */
  public static URI address(DeviceConfig config) {
    try {
      URI uri = uri(String.valueOf(config.address()));
      if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw wrong(config);
    }
    throw wrong(config);
  }

  /**
   * An address as people write it, for the wire: spaces and Chinese characters of a path are
   * escaped.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static URI uri(String text) {
    return URI.create(URI.create(text.replace(" ", "%20")).toASCIIString());
  }

  private static ConfigurationException wrong(DeviceConfig config) {
    return ConfigurationException.of(
        config,
        "地址“" + config.address() + "”不正确，例如 http://10.0.0.9:8081/路径",
        "the address '" + config.address() + "' is wrong; it looks like http://10.0.0.9:8081/path");
  }

  @Override
  public String address() {
    return address.toString();
  }

  @Override
  public ByteChannel open() throws TransportException {
    int port = address.getPort() < 0 ? 80 : address.getPort();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), port), CONNECT_MILLIS);
    } catch (IOException e) {
      throw new TransportException(Reason.NOT_THERE, address + ": " + e.getMessage());
    }
    return new ByteChannel() {
      @Override
      public int read(byte[] buffer, Duration wait) {
        return 0;
      }

      @Override
      public void write(byte[] bytes, Duration deadline) throws TransportException {
        throw new TransportException(Reason.GONE, "this line carries requests, not bytes");
      }

      @Override
      public void close() {
        // nothing is held open between two requests
      }
    };
  }
}
