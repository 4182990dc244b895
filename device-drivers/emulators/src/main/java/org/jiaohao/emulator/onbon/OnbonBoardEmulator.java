package org.jiaohao.emulator.onbon;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jiaohao.emulator.line.EmulatedModel;

/** A strip or board with a card of dynamic areas, with lamps to look at and faults on command. */
public final class OnbonBoardEmulator extends EmulatedModel<BoardCard> {
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
      String address,
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

  private final DynamicOptions options;

  private OnbonBoardEmulator(DynamicOptions options, PictureFolder pictures) throws IOException {
    super(
        options.listen(),
        options.baud(),
        options.dump(),
        (faults, spoiled, host) -> new BoardCard(options, faults, spoiled, host, pictures::save),
        card -> "",
        Map.of("/sign.png", card -> new Content("image/png", card.picture().png())));
    this.options = options;
  }

  /**
   * Starts a sign.
   *
   * @throws IOException when it cannot listen, or the folder for pictures cannot be made
   */
  public static OnbonBoardEmulator start(DynamicOptions options) throws IOException {
    return new OnbonBoardEmulator(options, new PictureFolder(options.out(), "board"));
  }

  /** The lamps at this moment. */
  public SignPicture picture() {
    return read(BoardCard::picture);
  }

  @Override
  public State state() {
    return read(
        card ->
            new State(
                "onbon-f0",
                address(),
                card.powered(),
                plugged(),
                card.powered() && card.booting(),
                card.lampsOn(),
                card.brightness(),
                faults(),
                card.counters(received()),
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
}
