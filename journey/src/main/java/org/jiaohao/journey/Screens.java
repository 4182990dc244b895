package org.jiaohao.journey;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/** What people in the hall see and hear: strips, rolling screen, board and voice. */
final class Screens {
  private static final String PICTURE = "/sign.png";
  private static final int HALF_BRIGHT = 128;

  private final DemoFile demo;
  private final Map<String, BufferedImage> remembered = new HashMap<>();

  Screens(DemoFile demo) {
    this.demo = demo;
  }

  /** Keeps the picture of a window's strip to compare it later. */
  void remember(String window) {
    DemoFile.Device strip = demo.device("strip-" + window);
    if (strip.control() != null) {
      remembered.put(window, Emulator.of(strip).picture(PICTURE));
    }
  }

  /** What a window's strip says. */
  String stripText(String window) {
    return Emulator.of(demo.device("strip-" + window)).state().get("text").asString();
  }

  /** Waits until a window's strip shows a number, as text and as lamps; says what it shows. */
  String stripShows(String window, String number) {
    Emulator strip = Emulator.of(demo.device("strip-" + window));
    AtomicReference<JsonNode> seen = new AtomicReference<>(strip.state());
    Wait.until(
        Wait.SOON,
        () -> {
          seen.set(strip.state());
          return seen.get().get("text").asString().contains(number)
              && seen.get().get("lit").asInt() > 0;
        },
        () -> "The strip shows '" + seen.get().get("text").asString() + "', not " + number);
    BufferedImage before = remembered.get(window);
    Wait.until(
        Wait.SOON,
        () -> lit(strip.picture(PICTURE)) > 0 && !same(before, strip.picture(PICTURE)),
        () -> "The lamps of the strip did not change when " + number + " was called.");
    return "'%s', %d lamps lit"
        .formatted(seen.get().get("text").asString(), seen.get().get("lit").asInt());
  }

  /** The calls a board page is told to show: number by window. */
  Map<String, String> board() {
    Map<String, String> calls = new HashMap<>();
    for (JsonNode line : Http.at(demo.display()).get("/api/board").at("/board/calls")) {
      calls.putIfAbsent(line.get("window").asString(), line.get("number").asString());
    }
    return calls;
  }

  /**
   * Waits until the board shows a number at a window, and confirms the call as an open board page
   * does once it has painted it.
   */
  String boardShows(String window, String number, String eventId) {
    Wait.until(
        Wait.SOON,
        () -> number.equals(board().get(window)),
        () -> "The board shows " + board() + ", not " + number + " at window " + window);
    Http.at(demo.display()).post("/api/board/confirm", Map.of("eventId", eventId));
    return number + " at window " + window;
  }

  /** Waits until a call was spoken; says what the voice said. */
  String voiceSays(String phrase, String eventId) {
    Wait.until(
        Wait.SOON,
        () -> spoken(eventId) != null,
        () -> "The voice was silent about '" + phrase + "'.");
    JsonNode said = spoken(eventId);
    Expect.that(said.get("text").asString().equals(phrase), "The voice said " + said);
    Expect.that(said.get("outcome").asString().equals("SPOKEN"), "The voice failed: " + said);
    return "'" + phrase + "', " + said.get("times").asInt() + " times";
  }

  private JsonNode spoken(String eventId) {
    for (JsonNode said : Http.at(demo.display()).get("/api/voice/log")) {
      if (said.get("eventId").asString().equals(eventId)) {
        return said;
      }
    }
    return null;
  }

  /** Waits until the rolling screen shows a text; says how it shows it. */
  String rollingShows(String text, Duration deadline) {
    Emulator rolling = Emulator.of(demo.device("rolling-1"));
    Wait.until(
        deadline,
        () -> rolling.state().get("text").asString().contains(text),
        () -> "The rolling screen never showed '" + text + "' but " + rolling.state().get("text"));
    return "'" + rolling.state().get("text").asString() + "'";
  }

  /** Pixels that shine; lamps that are off are drawn nearly black. */
  private static int lit(BufferedImage picture) {
    int lit = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        Color pixel = new Color(picture.getRGB(x, y));
        boolean bright =
            Math.max(pixel.getRed(), Math.max(pixel.getGreen(), pixel.getBlue())) > HALF_BRIGHT;
        lit += bright ? 1 : 0;
      }
    }
    return lit;
  }

  private static boolean same(BufferedImage one, BufferedImage other) {
    if (one == null || one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
      return false;
    }
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        if (one.getRGB(x, y) != other.getRGB(x, y)) {
          return false;
        }
      }
    }
    return true;
  }
}
