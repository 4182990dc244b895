package org.jiaohao.emulator.sane;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiaohao.emulator.http.ServerDevice;

/**
 * saned with one scanner, {@code emu:0}, glass plate and feeder, gray and colour, 75 to 300 dpi.
 * The command {@code feed} ({@code pages=3}) puts papers into the feeder; {@code jam} stops it
 * before the next one, {@code taken} lets another program have the scanner, {@code warm-up} ({@code
 * ms=4000}) lets pages begin late.
 */
public final class EmulatedSaned extends ServerDevice {
  private static final int GOOD = 0;
  private static final int BUSY = 3;
  private static final int INVAL = 4;
  private static final int EOF = 5;
  private static final int JAMMED = 6;
  private static final int NO_DOCS = 7;
  private static final int VERSION = 0x01010003;
  private static final int LITTLE = 0x1234;
  private static final int RECORD = 8188;
  private static final long MILLIS = 3000;

  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connected = new AtomicInteger();
  private ServerSocket server;
  private ServerSocket data;
  private int feeder;
  private int scanned;
  private boolean jammed;
  private boolean taken;
  private long warmUpMillis;

  /** What was set by the client that has the scanner open. */
  private String source = "Flatbed";

  private String mode = "Gray";
  private int dpi = 75;

  private EmulatedSaned(String listen) throws IOException {
    super(listen);
    faults().once("feed", p -> feeder = (int) p.number("pages", 3));
    faults().lasting("jam", (on, p) -> jammed = on);
    faults().lasting("taken", (on, p) -> taken = on);
    faults().lasting("warm-up", (on, p) -> warmUpMillis = on ? p.number("ms", 4000) : 0);
  }

  /** Starts it with an empty feeder. */
  public static EmulatedSaned start(String listen) throws IOException {
    var saned = new EmulatedSaned(listen);
    saned.start();
    return saned;
  }

  /** Pages scanned so far. */
  public synchronized int scanned() {
    return scanned;
  }

  /** Control connections so far. */
  public int connected() {
    return connected.get();
  }

  @Override
  protected String scheme() {
    return "sane";
  }

  @Override
  protected String path() {
    return "/emu:0";
  }

  @Override
  protected void listen(InetSocketAddress at) throws IOException {
    var opened = new ServerSocket(at.getPort(), 16, at.getAddress());
    server = opened;
    Thread.ofPlatform().daemon().name("saned").start(() -> accept(opened));
  }

  @Override
  protected void hangUp() {
    close(server);
    close(data);
    connections.forEach(EmulatedSaned::close);
    connections.clear();
  }

  private static void close(AutoCloseable socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e); // closing a socket does not fail
    }
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket client = from.accept();
        connections.add(client);
        connected.incrementAndGet();
        Thread.ofPlatform().daemon().name("saned client").start(() -> serve(client));
      } catch (IOException e) {
        return; // no longer listening
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var in = new DataInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      int call = in.readInt();
      while (call >= 0 && call < 10) {
        byte[] answer = carryOut(call, in);
        TimeUnit.MILLISECONDS.sleep(call == 7 ? warmUp() : 0);
        answer(out, answer);
        if (call == 7) {
          picture();
        }
        call = in.readInt();
      }
    } catch (IOException e) {
      return; // the client hung up, or talks nonsense
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(client);
    }
  }

  private void answer(OutputStream out, byte[] words) throws IOException, InterruptedException {
    byte[] wire;
    long delay;
    synchronized (this) {
      wire = spoiled().wire(words);
      delay = spoiled().takeDelayMillis();
      waitWhileMute();
    }
    TimeUnit.MILLISECONDS.sleep(delay);
    out.write(wire);
    out.flush();
  }

  private synchronized long warmUp() {
    return warmUpMillis;
  }

  private synchronized byte[] carryOut(int call, DataInputStream in) throws IOException {
    return switch (call) {
      case 0 -> {
        in.readInt();
        Words.heard(in);
        yield new Words().put(GOOD, VERSION).bytes();
      }
      case 1 ->
          new Words()
              .put(GOOD, 2, 0)
              .text("emu:0")
              .text("Jiaohao")
              .text("Emulated Scanner")
              .text("virtual device")
              .put(1)
              .bytes();
      case 2 -> {
        String name = Words.heard(in);
        boolean known = name.isEmpty() || name.equals("emu:0");
        int status = taken ? BUSY : known ? GOOD : INVAL;
        yield new Words().put(status, 0).text(null).bytes();
      }
      case 4 -> {
        in.readInt();
        yield ScannerOptions.all(source, mode, dpi);
      }
      case 5 -> control(in);
      case 6 -> {
        in.readInt();
        yield new Words()
            .put(GOOD, color() ? 1 : 0, 1, bytesPerLine(), width(), height(), 8)
            .bytes();
      }
      case 7 -> {
        in.readInt();
        yield begin();
      }
      default -> {
        in.readInt();
        yield new Words().put(0).bytes();
      }
    };
  }

  /** Tells or sets the value of an option. */
  private byte[] control(DataInputStream in) throws IOException {
    in.readInt();
    int option = in.readInt();
    boolean tell = in.readInt() == 0;
    int type = in.readInt();
    int size = in.readInt();
    boolean known = true;
    var value = new Words();
    if (type == ScannerOptions.STRING) {
      String text = Words.heard(in);
      if (!tell) {
        known = ScannerOptions.allowed(option, text);
        source = option == ScannerOptions.SOURCE && known ? text : source;
        mode = option == ScannerOptions.MODE && known ? text : mode;
        value.text(text);
      } else {
        value.filled(option == ScannerOptions.SOURCE ? source : mode, size);
      }
    } else {
      int word = in.readInt() == 0 ? 0 : in.readInt();
      dpi = option == ScannerOptions.RESOLUTION && !tell ? Math.clamp(word, 75, 300) : dpi;
      value.put(1, option == ScannerOptions.RESOLUTION ? dpi : ScannerOptions.COUNT);
    }
    int changed = option == ScannerOptions.SOURCE ? 6 : 4; // read all again | only the size
    return new Words()
        .put(known ? GOOD : INVAL, tell ? 0 : changed, type, size)
        .raw(value.bytes())
        .text(null)
        .bytes();
  }

  private boolean color() {
    return mode.equals("Color");
  }

  private int width() {
    return dpi * 2100 / 254;
  }

  private int height() {
    return dpi * 2970 / 254;
  }

  private int bytesPerLine() {
    return width() * (color() ? 3 : 1);
  }

  private byte[] begin() throws IOException {
    boolean fromFeeder = !source.equals("Flatbed");
    int status = GOOD;
    if (fromFeeder && jammed) {
      status = JAMMED;
    } else if (fromFeeder && feeder == 0) {
      status = NO_DOCS;
    }
    if (status == GOOD) {
      feeder -= fromFeeder ? 1 : 0;
      scanned++;
      close(data);
      data = new ServerSocket(0, 1, server.getInetAddress());
      data.setSoTimeout((int) MILLIS);
    } else {
      close(data);
      data = null;
    }
    int port = data == null ? 1 : data.getLocalPort();
    return new Words().put(status, port, LITTLE).text(null).bytes();
  }

  /** A page with a dark border and a bar for each page scanned before it. */
  private void picture() {
    ServerSocket at;
    byte[] page;
    synchronized (this) {
      at = data;
      page = at == null ? null : ScannerOptions.page(width(), height(), color() ? 3 : 1, scanned);
    }
    if (page != null) {
      Thread.ofPlatform().daemon().name("saned picture").start(() -> send(at, page));
    }
  }

  private void send(ServerSocket at, byte[] page) {
    try (Socket client = at.accept()) {
      connections.add(client);
      var out = new DataOutputStream(client.getOutputStream());
      for (int i = 0; i < page.length; i += RECORD) {
        int length = Math.min(RECORD, page.length - i);
        out.writeInt(length);
        out.write(page, i, length);
      }
      out.writeInt(-1);
      out.write(EOF);
      out.writeInt(0); // rubbish, as the real one sends
      out.flush();
      connections.remove(client);
    } catch (IOException e) {
      return; // the client did not come, or left
    } finally {
      close(at);
    }
  }

  @Override
  protected void forget() {
    feeder = 0;
    source = "Flatbed";
    mode = "Gray";
    dpi = 75;
  }

  @Override
  protected Object look() {
    return Map.of("feeder", feeder, "scanned", scanned);
  }

  @Override
  public Optional<Content> content(String path) {
    return Optional.empty();
  }
}
