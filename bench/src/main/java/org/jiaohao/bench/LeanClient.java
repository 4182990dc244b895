package org.jiaohao.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;

/**
 * One HTTP/1.1 connection that is kept open and costs next to nothing, because the clients share
 * the machine with the server they measure. Understands just what the server answers: a length or
 * chunks, and {@code Connection: close}. Not for several threads.
 */
final class LeanClient implements AutoCloseable {
  private final String host;
  private final int port;
  private final String fixed;
  private final SocketFactory sockets;
  private Socket socket;
  private InputStream in;

  /**
   * A client for one resource; connects with its first request.
   *
   * @param target what to post to
   * @param authorization value of that header
   */
  LeanClient(URI target, String authorization) {
    this(target, authorization, SocketFactory.getDefault());
  }

  /** The same over sockets of this kind, for example with TLS. */
  LeanClient(URI target, String authorization, SocketFactory sockets) {
    this.sockets = sockets;
    this.host = target.getHost();
    this.port = target.getPort();
    this.fixed =
        "POST %s HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: %s\r\nContent-Type: application/json\r\n"
            .formatted(target.getPath(), host, port, authorization);
  }

  /** Posts a JSON body; returns the status once the whole answer is read. */
  int post(String idempotencyKey, String body) throws IOException {
    if (socket == null) {
      socket = sockets.createSocket(host, port);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    }
    String request =
        fixed
            + "Idempotency-Key: "
            + idempotencyKey
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return readAnswer();
  }

  private int readAnswer() throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    int length = 0;
    boolean chunked = false;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      String name = header.substring(0, colon);
      String value = header.substring(colon + 1).strip();
      if (name.equalsIgnoreCase("Content-Length")) {
        length = Integer.parseInt(value);
      } else if (name.equalsIgnoreCase("Transfer-Encoding")) {
        chunked = value.equalsIgnoreCase("chunked");
      } else if (name.equalsIgnoreCase("Connection")) {
        last = value.equalsIgnoreCase("close");
      }
    }
    if (chunked) {
      skipChunks();
    } else {
      in.skipNBytes(length);
    }
    if (last) {
      close();
    }
    return status;
  }

  private void skipChunks() throws IOException {
    int size = Integer.parseInt(line(), 16);
    while (size > 0) {
      in.skipNBytes(size);
      line();
      size = Integer.parseInt(line(), 16);
    }
    line();
  }

  private String line() throws IOException {
    var line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
