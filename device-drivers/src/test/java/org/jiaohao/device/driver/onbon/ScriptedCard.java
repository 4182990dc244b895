package org.jiaohao.device.driver.onbon;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jiaohao.device.codec.onbon.OnbonFrame;
import org.jiaohao.device.codec.onbon.OnbonFrameDecoder;
import org.jiaohao.device.transport.MemoryTransport;

/** As much of a card as a driver can notice: its text, its answers, and a memory it can lose. */
final class ScriptedCard implements MemoryTransport.Peer {
  private static final int TEXT = 36;
  private static final int AREAS = 22;

  private final MemoryTransport line;
  private final OnbonFrameDecoder decoder = new OnbonFrameDecoder();
  private final List<String> texts = new ArrayList<>();
  private String text;
  private boolean silent;
  private int error;
  private int ignored;
  private boolean tellsAreas = true;
  private boolean knowsState = true;

  ScriptedCard(MemoryTransport line) {
    this.line = line;
    line.attach(this);
  }

  /** What is shown, with its colour escape, or null. */
  synchronized String text() {
    return text;
  }

  /** Every text received. */
  synchronized List<String> texts() {
    return List.copyOf(texts);
  }

  synchronized void silent(boolean on) {
    silent = on;
  }

  /** Refuses everything with this code; 0 = works. */
  synchronized void refuse(int code) {
    error = code;
  }

  /** Does not answer the next frames. */
  synchronized void ignore(int frames) {
    ignored = frames;
  }

  /** Forgets its text; the line stays. */
  synchronized void powerCycle() {
    text = null;
  }

  /** A card that does not know the question for its state (error 2, command). */
  synchronized void knowsNoState() {
    knowsState = false;
  }

  /** A card whose state says nothing about its areas. */
  synchronized void hidesAreas() {
    tellsAreas = false;
  }

  @Override
  public synchronized void received(byte[] bytes) {
    for (OnbonFrame frame : decoder.take(bytes, bytes.length)) {
      line.answer(frame.encode()); // a bus echoes
      if (silent) {
        continue;
      }
      if (ignored > 0) {
        ignored--;
        continue;
      }
      byte[] data = frame.data();
      if (error == 0 && (data[0] & 0xFF) == 0xA3 && data[1] == 6) {
        text = new String(data, TEXT, data.length - TEXT, Charset.forName("GB18030"));
        texts.add(text);
      }
      boolean asked = (data[0] & 0xFF) == 0xA1;
      int code = asked && !knowsState ? 2 : error;
      byte[] answer = Arrays.copyOf(new byte[] {(byte) 0xA0}, AREAS + 1);
      answer[1] = (byte) (code == 0 ? 0 : 1);
      answer[2] = (byte) code;
      answer[AREAS] = (byte) (asked && tellsAreas && text != null ? 1 : 0);
      line.answer(new OnbonFrame(OnbonFrame.COMPUTER, frame.destination(), answer).encode());
    }
  }
}
