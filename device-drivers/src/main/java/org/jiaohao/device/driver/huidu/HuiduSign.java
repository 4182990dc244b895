package org.jiaohao.device.driver.huidu;

import java.time.Duration;
import java.util.Set;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignFeatures;
import org.jiaohao.device.codec.huidu.HuiduFrameDecoder;
import org.jiaohao.device.codec.huidu.HuiduPacket;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.sign.Lamps;
import org.jiaohao.device.driver.sign.SupervisedSign;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.Transport;
import org.jiaohao.device.transport.TransportException;

/**
 * A full-colour sign with a Huidu card by the maker's SDK 2.0 (XML over TCP 10001). Written from
 * the published descriptions of that SDK, not tried on a card.
 *
 * <p>The card draws the text in a font of its own, so {@link #preview} shows the words and where
 * they stand, not each lamp. It is not known whether a program is kept in flash memory; therefore
 * nothing is sent twice and a call does not blink. Whether the card was without power is seen by
 * the broken connection.
 */
final class HuiduSign extends SupervisedSign {
  private static final Duration PROBE = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(3);
  private static final Duration WRITE = Duration.ofSeconds(3);

  private final int width;
  private final int height;
  private final HuiduFrameDecoder decoder = new HuiduFrameDecoder();
  private final byte[] buffer = new byte[4096];
  private volatile Integer brightness;
  private volatile Boolean on;
  private String guid;
  private String refusal = "";

  HuiduSign(String name, Pace pace, Transport line, int width, int height) {
    super(name, pace, line, PROBE);
    this.width = width;
    this.height = height;
  }

  @Override
  public SignFeatures features() {
    return new SignFeatures(
        width, height, Set.of(SignContent.Color.values()), 8, false, true, true, true, false);
  }

  @Override
  public byte[] preview(SignContent content) {
    return Lamps.of(content, width, height).png();
  }

  @Override
  public void brightness(int percent) {
    brightness = Math.clamp(percent, 1, 100);
  }

  @Override
  public void power(boolean lit) {
    on = lit;
  }

  @Override
  protected boolean blinks() {
    return false;
  }

  @Override
  protected String refusal() {
    return refusal;
  }

  @Override
  protected Answer greet(ByteChannel line) throws TransportException {
    decoder.pause();
    send(line, HuiduPacket.version());
    if (!awaitVersion(line)) {
      return Answer.SILENT;
    }
    return ask(line, HuiduXml.hello());
  }

  @Override
  protected Answer draw(ByteChannel line, SignContent content, boolean lit)
      throws TransportException {
    Answer settings = settings(line);
    return settings == Answer.DONE
        ? ask(line, HuiduXml.show(guid, content, width, height))
        : settings;
  }

  @Override
  protected Answer probe(ByteChannel line) throws TransportException {
    Answer settings = settings(line);
    return settings == Answer.DONE ? ask(line, HuiduXml.about(guid)) : settings;
  }

  /** Sends what was asked for since the last time. */
  private Answer settings(ByteChannel line) throws TransportException {
    Integer percent = brightness;
    Boolean lit = on;
    Answer answer = Answer.DONE;
    if (percent != null) {
      answer = ask(line, HuiduXml.brightness(guid, percent));
      brightness = answer == Answer.DONE && percent.equals(brightness) ? null : brightness;
    }
    if (answer == Answer.DONE && lit != null) {
      answer = ask(line, HuiduXml.power(guid, lit));
      on = answer == Answer.DONE && lit.equals(on) ? null : on;
    }
    return answer;
  }

  private void send(ByteChannel line, HuiduPacket packet) throws TransportException {
    line.write(packet.encode(), WRITE);
  }

  private boolean awaitVersion(ByteChannel line) throws TransportException {
    long end = System.nanoTime() + paced(ANSWER).toNanos();
    long left;
    while ((left = end - System.nanoTime()) > 0) {
      int n = line.read(buffer, Duration.ofNanos(left));
      if (decoder.take(buffer, n).stream()
          .anyMatch(packet -> packet.command() == HuiduPacket.VERSION_ANSWER)) {
        return true;
      }
    }
    return false;
  }

  private Answer ask(ByteChannel line, String request) throws TransportException {
    drain(line);
    for (HuiduPacket part : HuiduPacket.xml(HuiduPacket.XML, request)) {
      send(line, part);
    }
    var joiner = new HuiduFrameDecoder.Joiner();
    long end = System.nanoTime() + paced(ANSWER).toNanos();
    long left;
    while ((left = end - System.nanoTime()) > 0) {
      int n = line.read(buffer, Duration.ofNanos(left));
      for (HuiduPacket packet : decoder.take(buffer, n)) {
        Answer answer = understand(packet, joiner, request);
        if (answer != null) {
          return answer;
        }
      }
    }
    decoder.pause();
    return Answer.SILENT;
  }

  /** What a packet says to a request, or null when it says nothing to it. */
  private Answer understand(HuiduPacket packet, HuiduFrameDecoder.Joiner joiner, String request) {
    if (packet.command() == HuiduPacket.ERROR && packet.payload().length >= 2) {
      refusal = "error " + (packet.payload()[0] & 0xff | (packet.payload()[1] & 0xff) << 8);
      return Answer.REFUSED;
    }
    if (packet.command() != HuiduPacket.XML_ANSWER) {
      return null;
    }
    String document = joiner.take(packet);
    HuiduXml.Reply reply = document == null ? null : HuiduXml.reply(document);
    if (reply == null || !request.contains("method=\"" + reply.method() + "\"")) {
      return null;
    }
    guid = reply.guid();
    refusal = reply.result();
    return reply.done() ? Answer.DONE : Answer.REFUSED;
  }

  /** A late answer to an earlier request must not be taken for this one's. */
  private void drain(ByteChannel line) throws TransportException {
    int n;
    while ((n = line.read(buffer, Duration.ZERO)) > 0) {
      decoder.take(buffer, n);
    }
    decoder.pause();
  }
}
