package org.jiaohao.emulator.onbon;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.emulator.control.EmulatedDevice;
import org.jiaohao.emulator.line.DeviceRunner;
import org.jiaohao.emulator.line.Faults;
import org.jiaohao.emulator.line.Parameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A strip of LEDs on a line, with lamps to look at and faults on command. */
public final class OnbonSignEmulator implements EmulatedDevice {
  /** A text and when it came. */
  public record Shown(Instant at, int area, String text, LedColor color) {}

  /** Words given to the card's voice. */
  public record Spoken(Instant at, String text, int person, int repeat, int volume, int speed) {}

  /** An area as it is now. */
  public record AreaState(
      int id,
      int x,
      int y,
      int width,
      int height,
      String text,
      LedColor color,
      int effect,
      int speed,
      int stay,
      int runMode) {}

  /**
   * Counters since start.
   *
   * @param notForMe good frames for other cards on the bus
   * @param flashWrites writes that wear the card
   */
  public record Counters(
      long bytes, long frames, long badFrames, long notForMe, long flashWrites) {}

  /**
   * What is seen from outside.
   *
   * @param text what all areas say
   * @param color colour of the first character, or DARK
   * @param on whether the lamps are switched on
   * @param lit how many lamps are lit at this moment
   */
  public record State(
      String kind,
      URI address,
      boolean powered,
      boolean plugged,
      boolean on,
      List<String> faults,
      Counters counters,
      String text,
      LedColor color,
      int lit,
      List<AreaState> areas,
      Collection<Shown> history,
      Collection<Spoken> spoken,
      LocalDateTime clock,
      int card,
      int width,
      int height) {}

  private static final Logger log = LoggerFactory.getLogger(OnbonSignEmulator.class);

  private final OnbonOptions options;
  private final Faults faults = new Faults();
  private final DeviceRunner<OnbonCard> runner;
  private int saved;

  private OnbonSignEmulator(OnbonOptions options, Clock clock) throws IOException {
    this.options = options;
    this.runner =
        new DeviceRunner<>(
            options.listen(),
            options.baud(),
            options.dump(),
            faults,
            host -> new OnbonCard(options, clock, faults, host, this::save));
  }

  /**
   * Starts a sign.
   *
   * @throws IOException when it cannot listen, or the folder for pictures cannot be made
   */
  public static OnbonSignEmulator start(OnbonOptions options) throws IOException {
    if (options.out() != null) {
      Files.createDirectories(options.out());
    }
    OnbonSignEmulator emulator = new OnbonSignEmulator(options, Clock.systemUTC());
    emulator.runner.start();
    return emulator;
  }

  private void save(SignPicture picture) {
    if (options.out() == null) {
      return;
    }
    Path file = options.out().resolve("sign-%04d.png".formatted(++saved));
    try {
      Files.write(file, picture.png());
    } catch (IOException e) {
      log.error("Cannot write {}, the text is only in memory", file, e);
    }
  }

  @Override
  public URI address() {
    return runner.address();
  }

  /** What all areas say now; empty when the sign is dark. */
  public String text() {
    return runner.read(card -> card.lampsOn() ? card.memory().text() : "");
  }

  /** The lamps at this moment. */
  public SignPicture picture() {
    return runner.read(OnbonCard::picture);
  }

  /** The last 500 texts, oldest first. */
  public Collection<Shown> history() {
    return runner.read(card -> card.memory().history());
  }

  /** The last 500 phrases for the voice, oldest first. */
  public Collection<Spoken> spoken() {
    return runner.read(card -> card.memory().spoken());
  }

  @Override
  public State state() {
    return runner.read(
        card -> {
          List<TextArea> areas = card.lampsOn() ? card.memory().areas() : List.of();
          return new State(
              "onbon-k",
              address(),
              card.powered(),
              runner.plugged(),
              card.lampsOn(),
              faults.shown(),
              card.counters(runner.received()),
              text(),
              areas.isEmpty() ? LedColor.DARK : areas.getFirst().text().color(),
              card.picture().lit(),
              areas.stream().map(OnbonSignEmulator::shown).toList(),
              card.memory().history(),
              card.memory().spoken(),
              card.time(),
              options.address(),
              options.width(),
              options.height());
        });
  }

  private static AreaState shown(TextArea area) {
    return new AreaState(
        area.id(),
        area.x(),
        area.y(),
        area.width(),
        area.height(),
        area.text().plain(),
        area.text().color(),
        area.effect(),
        area.speed(),
        area.stay(),
        area.runMode());
  }

  @Override
  public Set<String> faultNames() {
    return faults.names();
  }

  @Override
  public void fault(String name, Map<String, String> parameters) {
    runner.fault(name, new Parameters(parameters));
  }

  @Override
  public long hits(String fault) {
    return runner.hits(fault);
  }

  @Override
  public void clear() {
    runner.clearFaults();
  }

  @Override
  public Optional<Content> content(String path) {
    return path.equals("/sign.png")
        ? Optional.of(new Content("image/png", picture().png()))
        : Optional.empty();
  }

  @Override
  public void close() {
    runner.close();
  }
}
