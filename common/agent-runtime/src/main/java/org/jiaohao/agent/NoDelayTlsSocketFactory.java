package org.jiaohao.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** The sockets of {@link NoDelaySocketFactory} with TLS. */
final class NoDelayTlsSocketFactory extends SSLSocketFactory {
  private final SSLSocketFactory tls;

  NoDelayTlsSocketFactory(SSLContext context) {
    this.tls = context.getSocketFactory();
  }

  @Override
  public Socket createSocket() throws IOException {
    return NoDelaySocketFactory.prepared(tls.createSocket());
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return connected(tls.createSocket(socket, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(tls.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(tls.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(tls.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(tls.createSocket(host, port, local, localPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  private static Socket connected(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return socket;
  }
}
