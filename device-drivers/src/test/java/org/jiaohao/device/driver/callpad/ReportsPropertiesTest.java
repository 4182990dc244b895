package org.jiaohao.device.driver.callpad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jiaohao.device.api.CallPad.Key;
import org.jiaohao.device.codec.callpad.PadFrame;
import org.jiaohao.device.codec.callpad.PadFrameDecoder;
import org.jiaohao.device.transport.TransportException;

/**
 * A bus with several pads in virtual time: reports and answers get lost, garbled by noise or by
 * another pad that speaks at the same moment, pads repeat every 200 ms until they are answered, an
 * adapter may echo our own bytes, our machine stalls and hears all of it late. One press of the
 * call key is one call (R041), and during a stall never more than one.
 */
class ReportsPropertiesTest {
  private static final long MILLI = 1_000_000L;
  private static final long END = 60_000;
  private static final int REPEAT = 200;
  private static final int LONGEST_STALL = 3000;
  private static final byte[] CALL = new PadFrame(1, 1, new byte[] {0x0C}).encode();

  /** Losses in a row that a line may have; more would be a broken line. */
  private static final int MOST_LOST = 3;

  /** A pad with our side of it. */
  private final class Side {
    private final int address;
    private final PadFrameDecoder decoder = new PadFrameDecoder();
    private final PadEvents events = new PadEvents("pad");
    private final Reports reports;
    private final byte[] report;
    private int presses;
    private int told;
    private long nextPress;
    private long repeatAt = Long.MAX_VALUE;
    private int lost;

    Side(int address) {
      this.address = address;
      this.report = new PadFrame(address, PadFrame.KEYS, new byte[] {0x0C}).encode();
      this.reports = new Reports(address, this::answer, () -> now * MILLI, MILLI);
      this.nextPress = random.nextInt(2000);
      events.onPress(press -> told++);
    }

    private void answer(byte[] bytes) {
      if (echoes) {
        ours.add(bytes);
      }
      if (lost < MOST_LOST && random.nextInt(100) < lossPercent) {
        lost++;
      } else if (Arrays.equals(bytes, report)) {
        lost = 0;
        repeatAt = Long.MAX_VALUE;
        nextPress = now + 1600 + random.nextInt(2000);
      }
    }

    private void hear(byte[] bytes) throws TransportException {
      for (PadFrame frame : decoder.take(bytes, bytes.length)) {
        if (reports.isNew(frame, emptyAt * MILLI)) {
          assertThat(frame.address()).isEqualTo(address);
          events.press(Key.CALL, "", now * MILLI);
        }
      }
    }

    /** Whether it speaks in this step. */
    private boolean speaks() {
      if (now >= nextPress && repeatAt == Long.MAX_VALUE && now < END - 10_000) {
        presses++;
        repeatAt = now;
      }
      boolean speaks = now >= repeatAt;
      repeatAt = speaks ? now + REPEAT : repeatAt;
      return speaks;
    }
  }

  private final List<byte[]> ours = new ArrayList<>();
  private final List<byte[]> unread = new ArrayList<>();
  private Random random;
  private int lossPercent;
  private boolean echoes;
  private boolean stalls;
  private long now;
  private long emptyAt;
  private long stalledUntil;

  @Property(tries = 300)
  void onePressIsOneCall(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int pads,
      @ForAll @IntRange(max = 70) int loss,
      @ForAll boolean localEcho,
      @ForAll boolean stalling)
      throws TransportException {
    random = new Random(seed);
    lossPercent = loss;
    echoes = localEcho;
    stalls = stalling;
    ours.clear();
    unread.clear();
    now = 0;
    emptyAt = 0;
    stalledUntil = 0;
    List<Side> sides = new ArrayList<>();
    for (int i = 1; i <= pads; i++) {
      sides.add(new Side(i));
    }
    for (; now < END; now += 10) {
      step(sides);
    }
    for (Side side : sides) {
      assertThat(side.presses).isPositive();
      assertThat(side.told).as("calls of pad %d", side.address).isLessThanOrEqualTo(side.presses);
      if (!stalls) {
        assertThat(side.told).as("calls of pad %d", side.address).isEqualTo(side.presses);
      }
    }
  }

  private void step(List<Side> sides) throws TransportException {
    List<Side> speaking = sides.stream().filter(Side::speaks).toList();
    Side loudest = speaking.stream().max(Comparator.comparingInt(side -> side.lost)).orElse(null);
    byte[] line = loudest == null ? noise() : loudest.report.clone();
    boolean collides = speaking.size() > 1;
    boolean spoiled = loudest != null && (collides || random.nextInt(100) < lossPercent);
    if (spoiled && loudest.lost < MOST_LOST) {
      line[1 + random.nextInt(line.length - 1)] ^= (byte) (1 + random.nextInt(255));
      loudest.lost++;
    }
    for (Side side : speaking) {
      side.lost += side == loudest ? 0 : 1;
      side.repeatAt += collides ? 10L * random.nextInt(5) : 0; // not in step again
    }
    unread.addAll(ours);
    ours.clear();
    unread.add(line);
    if (stalls && now > stalledUntil && random.nextInt(300) == 0) {
      stalledUntil = now + random.nextInt(LONGEST_STALL);
    }
    if (now >= stalledUntil) {
      hear(sides, speaking.isEmpty());
    }
  }

  private void hear(List<Side> sides, boolean silent) throws TransportException {
    for (byte[] bytes : unread) {
      for (Side side : sides) {
        side.hear(bytes);
      }
    }
    unread.clear();
    emptyAt = now;
    for (Side side : sides) {
      if (silent) {
        side.decoder.pause();
      }
    }
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(100) < lossPercent / 4 ? 1 + random.nextInt(12) : 0];
    random.nextBytes(noise);
    return noise;
  }

  @Property(tries = 50)
  void anEchoOfOurOwnQuestionIsNoKey(@ForAll @IntRange(min = 1, max = 10) int others)
      throws TransportException {
    now = 0;
    List<byte[]> line = new ArrayList<>();
    var reports = new Reports(1, line::add, () -> now * MILLI, MILLI);
    reports.say(PadFrame.startRating(1));
    for (int i = 0; i < others; i++) {
      reports.say(PadFrame.beep(1));
    }
    var decoder = new PadFrameDecoder();
    for (byte[] bytes : List.copyOf(line)) {
      now += bytes.length;
      for (PadFrame frame : decoder.take(bytes, bytes.length)) {
        assertThat(reports.isNew(frame, now * MILLI)).isFalse();
      }
    }
    now += 1000;
    byte[] rate = PadFrame.startRating(1).encode(); // the pad's rating key looks the same
    PadFrame rated = decoder.take(rate, rate.length).getFirst();
    assertThat(reports.isNew(rated, now * MILLI)).isTrue();
    PadFrame called = new PadFrameDecoder().take(CALL, CALL.length).getFirst();
    assertThat(reports.isNew(called, now * MILLI)).isTrue();
  }
}
