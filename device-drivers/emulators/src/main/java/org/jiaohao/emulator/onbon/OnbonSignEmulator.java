package org.jiaohao.emulator.onbon;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jiaohao.emulator.line.EmulatedModel;

/** A strip of LEDs on a line, with lamps to look at and faults on command. */
public final class OnbonSignEmulator extends EmulatedModel<OnbonCard> {
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
      String address,
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

  private final OnbonOptions options;

  private OnbonSignEmulator(OnbonOptions options, Clock clock, PictureFolder pictures)
      throws IOException {
    super(
        options.listen(),
        options.baud(),
        options.dump(),
        (faults, spoiled, host) ->
            new OnbonCard(options, clock, faults, spoiled, host, pictures::save),
        card -> "",
        Map.of("/sign.png", card -> new Content("image/png", card.picture().png())));
    this.options = options;
  }

  /**
   * Starts a sign.
   *
   * @throws IOException when it cannot listen, or the folder for pictures cannot be made
   */
  public static OnbonSignEmulator start(OnbonOptions options) throws IOException {
    return new OnbonSignEmulator(
        options, Clock.systemUTC(), new PictureFolder(options.out(), "sign"));
  }

  /** What all areas say now; empty when the sign is dark. */
  public String text() {
    return read(card -> card.lampsOn() ? card.memory().text() : "");
  }

  /** The lamps at this moment. */
  public SignPicture picture() {
    return read(OnbonCard::picture);
  }

  /** The last 500 texts, oldest first. */
  public Collection<Shown> history() {
    return read(card -> card.memory().history());
  }

  /** The last 500 phrases for the voice, oldest first. */
  public Collection<Spoken> spoken() {
    return read(card -> card.memory().spoken());
  }

  @Override
  public State state() {
    return read(
        card -> {
          List<TextArea> areas = card.lampsOn() ? card.memory().areas() : List.of();
          return new State(
              "onbon-k",
              address(),
              card.powered(),
              plugged(),
              card.lampsOn(),
              faults(),
              card.counters(received()),
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
}
