package org.jiaohao.device.driver.sane;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jiaohao.device.codec.sane.SaneInput;
import org.jiaohao.device.codec.sane.SaneOption;
import org.jiaohao.device.codec.sane.SaneParameters;
import org.jiaohao.device.codec.sane.SaneRequest;

/**
 * The control connection to saned. One call at a time, each answered within its deadline: saned
 * drops what comes too early, and answers some wrong calls with nothing at all. Any trouble makes
 * the connection useless.
 */
final class SaneConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 1500;
  private static final int MAJOR = 1;
  private static final int RELOAD = 2;
  private static final Duration SLICE = Duration.ofMillis(200);
  private static final Duration REST = Duration.ofSeconds(5);
  private static final int NO_DEVICE = -1;
  private static final int MOST_OPTIONS = 2000;

  /** What saned said in place of carrying a call out. */
  static final class RefusedException extends IOException {
    private final SaneStatus status;

    RefusedException(SaneStatus status) {
      super("SANE says " + status);
      this.status = status;
    }

    SaneStatus status() {
      return status;
    }
  }

  /**
   * Where a picture is to be had.
   *
   * @param little whether words of 16 bits come low byte first
   */
  record Started(int port, boolean little) {}

  private final Socket socket;
  private final InputStream in;
  private final SaneInput answers;

  SaneConnection(String host, int port, Duration patience) throws IOException {
    this.socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
      this.in = new BufferedInputStream(socket.getInputStream());
      this.answers = new SaneInput(in);
      ask(SaneRequest.init("jiaohao"), patience);
      good();
      int version = answers.word();
      if (version >>> 24 != MAJOR) {
        throw new IOException("SANE version " + Integer.toHexString(version));
      }
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void ask(byte[] request, Duration patience) throws IOException {
    socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
    socket.getOutputStream().write(request);
    socket.getOutputStream().flush();
  }

  private void good() throws IOException {
    SaneStatus status = SaneStatus.of(answers.word());
    if (status != SaneStatus.GOOD) {
      throw new RefusedException(status);
    }
  }

  /**
   * A scanner.
   *
   * @param name what to open
   * @param model maker and model
   */
  record Scanner(String name, String model) {}

  /** The scanners, in order. */
  List<Scanner> devices(Duration patience) throws IOException {
    ask(SaneRequest.devices(), patience);
    good();
    List<Scanner> scanners = new ArrayList<>();
    for (int left = answers.count(SaneInput.MOST_ELEMENTS, "devices"); left > 0; left--) {
      if (answers.pointer()) {
        String name = answers.text();
        String vendor = answers.text();
        String model = answers.text();
        answers.text(); // type
        scanners.add(new Scanner(name, vendor + " " + model));
      }
    }
    return scanners;
  }

  /** Opens a device, with a password where saned wants one; its handle. */
  int open(String device, SaneLogin login, Duration patience) throws IOException {
    ask(SaneRequest.open(device), patience);
    Opened opened = opened();
    if (opened.resource != null) {
      String proof = login.proof(opened.resource);
      ask(SaneRequest.authorize(opened.resource, login.user(), proof), patience);
      answers.word();
      opened = opened();
    }
    if (opened.resource != null) {
      throw new IOException("saned wants another password");
    }
    if (opened.status != SaneStatus.GOOD) {
      throw new RefusedException(opened.status);
    }
    return opened.handle;
  }

  private record Opened(SaneStatus status, int handle, String resource) {}

  private Opened opened() throws IOException {
    return new Opened(SaneStatus.of(answers.word()), answers.word(), answers.text());
  }

  /** All options as they are now. */
  List<SaneOption> options(int handle, Duration patience) throws IOException {
    ask(SaneRequest.options(handle), patience);
    List<SaneOption> options = new ArrayList<>();
    int count = answers.count(MOST_OPTIONS, "options");
    for (int i = 0; i < count; i++) {
      if (answers.pointer()) {
        options.add(answers.option(i));
      }
    }
    return options;
  }

  /** Sets an option; whether all must be read again. */
  boolean set(byte[] request, Duration patience) throws IOException {
    ask(request, patience);
    SaneStatus status = SaneStatus.of(answers.word());
    int info = answers.word();
    int type = answers.word();
    answers.word(); // size
    if (type == SaneOption.STRING) {
      answers.text();
    } else {
      answers.words();
    }
    answers.text(); // whom to give a password
    if (status != SaneStatus.GOOD) {
      throw new RefusedException(status);
    }
    return (info & RELOAD) != 0;
  }

  /**
   * Asks for the form of the frame that begins. Is to be asked before its connection is made, and
   * heard after: saned sends at once, and tells of the next colour when a short frame is over.
   */
  void askParameters(int handle, Duration patience) throws IOException {
    ask(SaneRequest.parameters(handle), patience);
  }

  /** The form that was asked for. */
  SaneParameters parameters() throws IOException {
    good();
    var parameters =
        new SaneParameters(
            answers.word(),
            answers.word() != 0,
            answers.word(),
            answers.word(),
            answers.word(),
            answers.word());
    if (!parameters.sensible()) {
      throw new IOException("a picture of " + parameters);
    }
    return parameters;
  }

  /**
   * Begins a picture; saned may take long to warm up, and takes nothing else meanwhile.
   *
   * @param meanwhile called often while nothing comes
   */
  Started start(int handle, Duration patience, Runnable meanwhile) throws IOException {
    ask(SaneRequest.start(handle), SLICE);
    long until = System.nanoTime() + patience.toNanos();
    while (!answered()) {
      meanwhile.run();
      if (System.nanoTime() > until) {
        throw new SocketTimeoutException("no answer to START");
      }
    }
    socket.setSoTimeout((int) REST.toMillis());
    SaneStatus status = SaneStatus.of(answers.word());
    int port = answers.word();
    int order = answers.word();
    answers.text(); // whom to give a password
    if (status != SaneStatus.GOOD) {
      throw new RefusedException(status);
    }
    return new Started(port, order == 0x1234);
  }

  private boolean answered() throws IOException {
    try {
      in.mark(1);
      in.read();
      in.reset();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  void cancel(int handle, Duration patience) throws IOException {
    ask(SaneRequest.cancel(handle), patience);
    answers.word();
  }

  void closeDevice(int handle, Duration patience) throws IOException {
    ask(SaneRequest.close(handle), patience);
    answers.word();
  }

  /** Closes what is not open: saned answers, and does nothing else. */
  void probe(Duration patience) throws IOException {
    closeDevice(NO_DEVICE, patience);
  }

  InetAddress host() {
    return socket.getInetAddress();
  }

  /** Whether saned is still there, and has not said anything nobody asked for. */
  boolean whole() {
    try {
      socket.setSoTimeout(1);
      in.read();
      return false; // the end, or a word too much
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e); // closing a socket does not fail
    }
  }
}
