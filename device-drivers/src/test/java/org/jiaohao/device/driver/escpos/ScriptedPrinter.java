package org.jiaohao.device.driver.escpos;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.IntUnaryOperator;
import org.jiaohao.device.transport.MemoryTransport;

/**
 * As much of a printer as a driver can notice: real-time answers at once, everything else in the
 * order of arrival and only while there is paper.
 */
final class ScriptedPrinter implements MemoryTransport.Peer {
  private final MemoryTransport line;
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();
  private final ByteArrayOutputStream worked = new ByteArrayOutputStream();
  private final StringBuilder waiting = new StringBuilder();
  private boolean paper = true;
  private boolean mute;
  private boolean forgetsProof;
  private boolean stuck;
  private IntUnaryOperator status = n -> n == 1 && !paper ? 0x1A : n == 4 && !paper ? 0x72 : 0x12;
  private int unplugAfter = Integer.MAX_VALUE;
  private int paperOutAfter = Integer.MAX_VALUE;
  private boolean paperOutAfterProof;

  ScriptedPrinter(MemoryTransport line) {
    this.line = line;
    line.attach(this);
  }

  synchronized void paper(boolean there) {
    paper = there;
    if (there) {
      paperOutAfter = Integer.MAX_VALUE;
      work();
    }
  }

  synchronized void mute(boolean on) {
    mute = on;
  }

  /** Answers status but never a proof. */
  synchronized void forgetsProof(boolean on) {
    forgetsProof = on;
  }

  /** Waits for the rest of an image until 2,000 zeros have come. */
  synchronized void stuck() {
    stuck = true;
  }

  /** Answers to DLE EOT n. */
  synchronized void status(IntUnaryOperator answers) {
    status = answers;
  }

  synchronized void unplugAfter(int bytes) {
    unplugAfter = all.size() + bytes;
  }

  synchronized void paperOutAfter(int bytes) {
    paperOutAfter = worked.size() + bytes;
  }

  synchronized void paperOutAfterProof() {
    paperOutAfterProof = true;
  }

  /** Loses everything it had received. */
  synchronized void powerCut() {
    waiting.setLength(0);
  }

  /** All bytes but status queries, as hex. */
  synchronized String received() {
    return HexFormat.of().formatHex(all.toByteArray()).replaceAll("1004(01|02|03|04)", "");
  }

  synchronized void forget() {
    all.reset();
  }

  /** How often a text of the job was printed. */
  synchronized int printed(String text) {
    String paperText = new String(worked.toByteArray(), StandardCharsets.ISO_8859_1);
    return paperText.split(java.util.regex.Pattern.quote(text), -1).length - 1;
  }

  @Override
  public synchronized void received(byte[] bytes) {
    for (byte b : bytes) {
      all.write(b);
      if (all.size() > unplugAfter) {
        unplugAfter = Integer.MAX_VALUE;
        line.unplug();
        return;
      }
      waiting.append((char) (b & 0xFF));
      realTime();
    }
    work();
  }

  private void realTime() {
    int at = waiting.length() - 3;
    if (at >= 0 && waiting.charAt(at) == 0x10 && waiting.charAt(at + 1) == 4) {
      int n = waiting.charAt(at + 2);
      waiting.setLength(at);
      answer((byte) status.applyAsInt(n));
    }
  }

  private void answer(byte... bytes) {
    if (!mute) {
      line.answer(bytes);
    }
  }

  private void work() {
    if (stuck && waiting.indexOf("\0".repeat(2000)) >= 0) {
      stuck = false;
    }
    while (paper && !stuck && !waiting.isEmpty()) {
      if (worked.size() >= paperOutAfter) {
        paper = false;
        return;
      }
      worked.write(waiting.charAt(0));
      waiting.deleteCharAt(0);
      prove();
    }
  }

  private void prove() {
    byte[] w = worked.toByteArray();
    int n = w.length;
    String tail = HexFormat.of().formatHex(w, Math.max(0, n - 11), n);
    if (forgetsProof) {
      return;
    }
    if (tail.startsWith("1d284806003030")) {
      answer((byte) 0x37, (byte) 0x22, w[n - 4], w[n - 3], w[n - 2], w[n - 1], (byte) 0);
    } else if (tail.endsWith("1d7201")) {
      answer((byte) 0);
      paper = !paperOutAfterProof;
    }
  }
}
