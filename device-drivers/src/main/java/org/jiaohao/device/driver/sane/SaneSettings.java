package org.jiaohao.device.driver.sane;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jiaohao.device.api.DocumentScanner.Capabilities;
import org.jiaohao.device.api.DocumentScanner.ColorMode;
import org.jiaohao.device.api.DocumentScanner.Source;
import org.jiaohao.device.codec.sane.SaneOption;

/**
 * The options of a scanner as a hall needs them. Their names are well known, their values are words
 * of each backend, so they are found by what they contain.
 */
record SaneSettings(List<SaneOption> options) {
  static final String SOURCE = "source";
  static final String MODE = "mode";
  static final String RESOLUTION = "resolution";
  private static final List<Integer> USUAL = List.of(75, 100, 150, 200, 300, 400, 600);
  private static final List<String> FORMATS = List.of("image/png", "image/jpeg");

  /** Edges of the part that is scanned, in the order in which they are set. */
  static final List<String> EDGES = List.of("tl-x", "tl-y", "br-x", "br-y");

  /** Long side of A3 and of its American relative, mm. */
  private static final int LONGEST_PLATE = 432;

  private static final int A4_WIDTH = 210;
  private static final int A4_HEIGHT = 297;

  /** An option that can be set now. */
  Optional<SaneOption> option(String name) {
    return options.stream().filter(o -> o.name().equals(name) && o.settable()).findFirst();
  }

  /** The backend's word for a source. */
  Optional<String> source(Source wanted) {
    return words(SOURCE).filter(word -> source(word) == wanted).findFirst();
  }

  /** The backend's word for a mode. */
  Optional<String> mode(ColorMode wanted) {
    return words(MODE).filter(word -> mode(word) == wanted).findFirst();
  }

  private Stream<String> words(String name) {
    return option(name).stream().flatMap(o -> o.texts().stream());
  }

  private static Source source(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    boolean feeder = lower.contains("adf") || lower.contains("feeder");
    if (lower.contains("duplex")) {
      return Source.FEEDER_DUPLEX;
    }
    return feeder ? Source.FEEDER : Source.FLATBED;
  }

  private static ColorMode mode(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.contains("diffusion") || lower.contains("halftone") || lower.contains("dither")) {
      return ColorMode.BLACK_AND_WHITE; // dots of one bit, also when called gray
    }
    if (lower.contains("color") || lower.contains("colour")) {
      return ColorMode.COLOR;
    }
    boolean gray = lower.contains("gray") || lower.contains("grey");
    return gray ? ColorMode.GRAY : ColorMode.BLACK_AND_WHITE;
  }

  /** What a scanner with these options can do. */
  Capabilities capabilities(String model) {
    Set<Source> sources = EnumSet.noneOf(Source.class);
    words(SOURCE).forEach(word -> sources.add(source(word)));
    Set<ColorMode> modes = EnumSet.noneOf(ColorMode.class);
    words(MODE).forEach(word -> modes.add(mode(word)));
    return new Capabilities(
        model,
        sources.isEmpty() ? EnumSet.of(Source.FLATBED) : sources,
        modes.isEmpty() ? EnumSet.of(ColorMode.COLOR) : modes,
        resolutions(),
        FORMATS,
        longest("br-x", A4_WIDTH),
        longest("br-y", A4_HEIGHT));
  }

  private List<Integer> resolutions() {
    Optional<SaneOption> option = option(RESOLUTION);
    if (option.isEmpty()) {
      return List.of(USUAL.getFirst());
    }
    SaneOption found = option.get();
    if (found.constraint() == SaneOption.RANGE && found.words().size() == 3) {
      double least = found.number(found.words().get(0));
      double most = found.number(found.words().get(1));
      List<Integer> fitting = USUAL.stream().filter(r -> r >= least && r <= most).toList();
      return fitting.isEmpty() ? List.of((int) most) : fitting;
    }
    List<Integer> all =
        found.words().stream().map(word -> (int) found.number(word)).sorted().toList();
    return all.isEmpty() ? List.of(USUAL.getFirst()) : all;
  }

  /**
   * Where an edge is to be: the whole plate, and A4 in place of the endless paper that feeders
   * allow.
   */
  Optional<Integer> edge(String name) {
    return option(name)
        .filter(o -> o.words().size() == 3)
        .map(
            o -> {
              int least = o.words().get(0);
              int most = o.words().get(1);
              boolean endless = o.type() == SaneOption.FIXED && o.number(most) > LONGEST_PLATE;
              int end = endless ? o.word(name.endsWith("y") ? A4_HEIGHT : A4_WIDTH) : most;
              return name.startsWith("tl") ? least : end;
            });
  }

  private int longest(String name, int otherwise) {
    return option(name)
        .filter(o -> o.words().size() == 3)
        .map(o -> (int) Math.round(o.number(o.words().get(1))))
        .orElse(otherwise);
  }
}
