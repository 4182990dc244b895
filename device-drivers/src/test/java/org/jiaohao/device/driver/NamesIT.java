package org.jiaohao.device.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jiaohao.device.api.DeviceConfig;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Text;
import org.jiaohao.device.api.PrintOutcome.Confirmed;
import org.jiaohao.device.api.Sign;
import org.jiaohao.device.api.Sign.ShowOutcome;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.TicketPrinter;
import org.jiaohao.emulator.escpos.EscPosOptions;
import org.jiaohao.emulator.escpos.EscPosPrinterEmulator;
import org.jiaohao.emulator.onbon.OnbonOptions;
import org.jiaohao.emulator.onbon.OnbonSignEmulator;
import org.jiaohao.emulator.render.Dots;
import org.jiaohao.font.BitmapFont;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every name of the test list comes out on paper and on the strip: no '?', no box (N20). */
@Proves({"N20", "N21"})
class NamesIT {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  static List<String> names() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/test-names.csv")).stream()
        .skip(1)
        .map(line -> line.split(",")[0])
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"generic-80mm", "generic-58mm", "epson-tm-80mm", "clone-58mm"})
  void namesOnPaperAreTheirShapes(String profile) throws IOException {
    var options = EscPosOptions.of("tcp:127.0.0.1:0").withoutDelay();
    try (var emulator =
            EscPosPrinterEmulator.start(profile.contains("58") ? options.withWidth(384) : options);
        var printer =
            Drivers.create(
                TicketPrinter.class,
                new DeviceConfig(
                    "p", "escpos", emulator.address().toString(), profile, Map.of()))) {
      printer.open();
      while (!printer.status().usable()) {
        Thread.onSpinWait();
      }
      for (String name : names()) {
        var document = new PrintDocument(List.of(Text.of(name)));
        assertThat(printer.print(document, () -> {}, DEADLINE)).isInstanceOf(Confirmed.class);
        // Without a knife nothing is cut off: the paper hangs out.
        var cut = emulator.tickets();
        Dots paper = cut.isEmpty() ? emulator.unfinished().paper() : cut.getLast().paper();
        assertThat(found(paper, name)).as(name + " on " + profile).isTrue();
      }
    }
  }

  /** Looks for the characters' shapes side by side, from the left edge. */
  private static boolean found(Dots paper, String name) {
    for (int top = 0; top <= paper.height() - 24; top++) {
      if (standsAt(paper, top, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean standsAt(Dots paper, int top, String name) {
    int left = 0;
    for (int codePoint : name.codePoints().toArray()) {
      BitmapFont.Glyph glyph = BitmapFont.size24().glyph(codePoint);
      int cell = codePoint < 0x80 ? 12 : 24;
      int offset = left + (cell - glyph.width()) / 2;
      for (int y = 0; y < glyph.height(); y++) {
        for (int x = 0; x < glyph.width(); x++) {
          if (glyph.dot(x, y) != paper.get(offset + x, top + y)) {
            return false;
          }
        }
      }
      left += cell;
    }
    return true;
  }

  static Stream<String[]> stripTexts() throws IOException {
    return names().stream()
        .map(
            name ->
                new String[] {
                  name,
                  name.replace("㛃", "jie")
                      .replace("䶮", "yan")
                      .replace("𬭊", "du")
                      .replace("𠅤", "xi")
                      .replace("𪚥", "zhe")
                      .replace("龴", "※")
                      .replace("・", "·")
                      .replace("•", "·")
                });
  }

  @ParameterizedTest
  @MethodSource("stripTexts")
  void namesOnTheStripAreReadable(String name, String expected) throws IOException {
    try (var emulator =
            OnbonSignEmulator.start(OnbonOptions.of("tcp:127.0.0.1:0").withSize(288, 16));
        var sign =
            Drivers.create(
                Sign.class,
                new DeviceConfig(
                    "strip-1",
                    "onbon-k",
                    emulator.address().toString(),
                    null,
                    Map.of("width", "288")))) {
      sign.open();
      var shown = new CompletableFuture<ShowOutcome>();
      sign.show(
          SignContent.of(name, SignContent.Color.RED, SignContent.Motion.STATIC, 0),
          shown::complete);
      assertThat(shown.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join())
          .isEqualTo(ShowOutcome.SHOWN);
      assertThat(emulator.text()).isEqualTo(expected);
    }
  }
}
