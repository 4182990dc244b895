package org.jiaohao.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jiaohao.font.BitmapFont;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/**
 * Every name of the test list survives HTTP, database, paper and strip: the service of a queue and
 * the post of a window are called by it (N20).
 */
@Proves("N20")
@ExtendWith(SharedHall.class)
class NamesIT {
  private static final String HALL = "/api/v1/halls/" + ServerProcess.HALL;
  private static final int DARK = 128;

  private static HallProcesses hall;
  private static DemoFile demo;

  @BeforeAll
  static void start(HallProcesses shared) {
    hall = shared;
    demo = hall.describe();
  }

  private static List<String> names() throws Exception {
    return Files.readAllLines(Path.of("src/test/resources/test-names.csv")).stream()
        .skip(1)
        .map(line -> line.split(",")[0])
        .toList();
  }

  @Test
  @ResourceLock("kiosk")
  void namesComeBackFromTheDatabaseAndStandOnThePaper() throws Exception {
    Http manager = hall.server().as("manager");
    Emulator printer = Emulator.of(device("ticket-printer"));
    for (String name : names()) {
      manager.put(HALL + "/queues/h", Map.of("name", name));
      assertThat(nameOf(manager.get(HALL + "/queues"), "h")).isEqualTo(name);
      JsonNode drawn =
          Http.at(demo.kiosk()).post("/api/draw?wait=15", Map.of("queue", "h", "lang", "zh"));
      String number = drawn.get("ticket").get("number").asString();
      Wait.until(Wait.SOON, () -> printed(printer, number), () -> number + " was not printed");
      assertThat(stands(paper(printer, number), name)).as(name + " on " + number).isTrue();
    }
  }

  private static String nameOf(JsonNode queues, String id) {
    for (JsonNode queue : queues) {
      if (queue.get("id").asString().equals(id)) {
        return queue.get("name").asString();
      }
    }
    throw new AssertionError("no queue " + id);
  }

  private static boolean printed(Emulator printer, String number) {
    return ticket(printer, number) > 0;
  }

  private static BufferedImage paper(Emulator printer, String number) {
    return printer.picture("/tickets/" + ticket(printer, number) + ".png");
  }

  private static int ticket(Emulator printer, String number) {
    for (JsonNode ticket : printer.state().get("tickets")) {
      if (ticket.get("text").asString().lines().anyMatch(line -> line.strip().equals(number))) {
        return ticket.get("n").asInt();
      }
    }
    return 0;
  }

  /** Whether the characters' shapes stand side by side anywhere on the picture. */
  private static boolean stands(BufferedImage paper, String name) {
    for (int top = 0; top <= paper.getHeight() - 24; top++) {
      for (int left = 0; left < paper.getWidth() - 24; left++) {
        if (standsAt(paper, left, top, name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean standsAt(BufferedImage paper, int left, int top, String name) {
    int at = left;
    for (int codePoint : name.codePoints().toArray()) {
      BitmapFont.Glyph glyph = BitmapFont.size24().glyph(codePoint);
      if (at + glyph.width() > paper.getWidth()) {
        return false;
      }
      for (int y = 0; y < glyph.height(); y++) {
        for (int x = 0; x < glyph.width(); x++) {
          boolean dark = (paper.getRGB(at + x, top + y) & 0xff) < DARK;
          if (dark != glyph.dot(x, y)) {
            return false;
          }
        }
      }
      at += codePoint < 0x80 ? 12 : 24;
    }
    return true;
  }

  @Test
  void namesStandOnTheStripAsItsFontCan() throws Exception {
    Http manager = hall.server().as("manager");
    hall.server().as("clerk4").post(HALL + "/windows/4/open", null);
    Emulator strip = Emulator.of(device("strip-4"));
    for (String name : names()) {
      manager.put(HALL + "/windows/4", Map.of("name", name));
      String expected = "4号 " + asTheStripShows(name) + " ";
      Wait.until(
          Wait.SOON,
          () -> strip.state().get("text").asString().startsWith(expected),
          () -> "The strip shows '" + strip.state().get("text").asString() + "', not " + expected);
    }
  }

  /** The documented substitutes: readings, ※, and the one middle dot. */
  private static String asTheStripShows(String name) {
    return name.replace("㛃", "jie")
        .replace("䶮", "yan")
        .replace("𬭊", "du")
        .replace("𠅤", "xi")
        .replace("𪚥", "zhe")
        .replace("龴", "※")
        .replace("・", "·")
        .replace("•", "·");
  }

  private static DemoFile.Device device(String name) {
    return demo.devices().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
  }
}
