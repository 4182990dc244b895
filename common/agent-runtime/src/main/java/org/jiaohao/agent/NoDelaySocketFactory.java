package org.jiaohao.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * Sockets without Nagle's delay (measured: a call takes 25–43 ms with it, 0.5 ms without), and with
 * TCP keep-alive every second, so that a broker machine that vanished without a word is noticed
 * after about 5 s instead of two MQTT keep-alives.
 */
final class NoDelaySocketFactory extends SocketFactory {

  @Override
  public Socket createSocket() throws IOException {
    return prepared(new Socket());
  }

  /** Sets the options of a socket that is not connected yet; with TLS or without. */
  static Socket prepared(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, 1);
    set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, 1);
    set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, 4);
    return socket;
  }

  private static void set(Socket socket, SocketOption<Integer> option, int value)
      throws IOException {
    if (socket.supportedOptions().contains(option)) {
      socket.setOption(option, value);
    }
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new Socket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new Socket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new Socket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new Socket(host, port, local, localPort));
  }

  private static Socket connected(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return socket;
  }
}
