package org.jiaohao.emulator.onbon;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
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

/** A strip or board with a card of dynamic areas, with lamps to look at and faults on command. */
public final class OnbonBoardEmulator implements EmulatedDevice {
  /**
   * An area as it is now.
   *
   * @param effect of its first page
   * @param colors that are lit somewhere on its pages
   */
  public record AreaState(
      int id, int x, int y, int width, int height, int pages, int effect, List<LedColor> colors) {}

  /**
   * What is seen from outside.
   *
   * @param booting whether it has power and does not listen yet
   * @param on whether the lamps are switched on
   * @param brightness 0 to 15
   * @param lit how many lamps are lit at this moment
   * @param updates areas received since the start
   */
  public record State(
      String kind,
      URI address,
      boolean powered,
      boolean plugged,
      boolean booting,
      boolean on,
      int brightness,
      List<String> faults,
      OnbonSignEmulator.Counters counters,
      int lit,
      long updates,
      List<AreaState> areas,
      LocalDateTime clock,
      DynamicModel model,
      int card,
      int width,
      int height) {}

  private static final Logger log = LoggerFactory.getLogger(OnbonBoardEmulator.class);

  private final DynamicOptions options;
  private final Faults faults = new Faults();
  private final DeviceRunner<BoardCard> runner;
  private int saved;

  private OnbonBoardEmulator(DynamicOptions options) throws IOException {
    this.options = options;
    this.runner =
        new DeviceRunner<>(
            options.listen(),
            options.baud(),
            options.dump(),
            faults,
            host -> new BoardCard(options, faults, host, this::save));
  }

  /**
   * Starts a sign.
   *
   * @throws IOException when it cannot listen, or the folder for pictures cannot be made
   */
  public static OnbonBoardEmulator start(DynamicOptions options) throws IOException {
    if (options.out() != null) {
      Files.createDirectories(options.out());
    }
    OnbonBoardEmulator emulator = new OnbonBoardEmulator(options);
    emulator.runner.start();
    return emulator;
  }

  private void save(SignPicture picture) {
    if (options.out() == null) {
      return;
    }
    Path file = options.out().resolve("board-%04d.png".formatted(++saved));
    try {
      Files.write(file, picture.png());
    } catch (IOException e) {
      log.error("Cannot write {}, the picture is only in memory", file, e);
    }
  }

  @Override
  public URI address() {
    return runner.address();
  }

  /** The lamps at this moment. */
  public SignPicture picture() {
    return runner.read(BoardCard::picture);
  }

  @Override
  public State state() {
    return runner.read(
        card ->
            new State(
                "onbon-f0",
                address(),
                card.powered(),
                runner.plugged(),
                card.powered() && card.booting(),
                card.lampsOn(),
                card.brightness(),
                faults.shown(),
                card.counters(runner.received()),
                card.picture().lit(),
                card.memory().updates(),
                card.memory().areas().stream().map(OnbonBoardEmulator::shown).toList(),
                card.time(),
                options.model(),
                options.address(),
                options.width(),
                options.height()));
  }

  private static AreaState shown(BitmapArea area) {
    return new AreaState(
        area.id(),
        area.x(),
        area.y(),
        area.width(),
        area.height(),
        area.pages().size(),
        area.pages().getFirst().effect(),
        area.colors());
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
