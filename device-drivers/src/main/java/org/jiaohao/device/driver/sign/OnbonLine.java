package org.jiaohao.device.driver.sign;

import java.time.Duration;
import java.util.List;
import org.jiaohao.device.codec.onbon.OnbonCommands;
import org.jiaohao.device.codec.onbon.OnbonFrame;
import org.jiaohao.device.codec.onbon.OnbonFrameDecoder;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.TransportException;

/** One connection to a card: a command and its answer, with a deadline and one repeat. */
final class OnbonLine implements AutoCloseable {
  private static final int TRIES = 2;
  private static final Duration ANSWER = Duration.ofMillis(500);
  private static final Duration WRITE = Duration.ofSeconds(5);

  private final ByteChannel channel;
  private final int card;
  private final OnbonFrameDecoder decoder = new OnbonFrameDecoder();
  private final byte[] buffer = new byte[256];

  OnbonLine(ByteChannel channel, int card) {
    this.channel = channel;
    this.card = card;
  }

  /** Sends a command; returns whether the card acknowledged it. */
  boolean exchange(byte[] command) throws TransportException {
    byte[] frame = new OnbonFrame(card, OnbonFrame.COMPUTER, command).encode();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      drain();
      channel.write(frame, WRITE);
      if (acknowledged()) {
        return true;
      }
    }
    return false;
  }

  private void drain() throws TransportException {
    int n;
    while ((n = channel.read(buffer, Duration.ZERO)) > 0) {
      decoder.take(buffer, n); // a late answer to an earlier command
    }
  }

  private boolean acknowledged() throws TransportException {
    long end = System.nanoTime() + ANSWER.toNanos();
    long left;
    while ((left = end - System.nanoTime()) > 0) {
      List<OnbonFrame> answers = decoder.take(buffer, channel.read(buffer, Duration.ofNanos(left)));
      for (OnbonFrame answer : answers) {
        if (answer.source() == card) {
          return OnbonCommands.acknowledges(answer.data());
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    channel.close();
  }
}
