package org.jiaohao.device.driver.ipp;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jiaohao.device.codec.ipp.IppMessage;

/**
 * What a printer says it can do: document formats, resolutions, colours, sheets (RFC 8011, 5.2 and
 * 5.4; PWG 5100.14; {@code urf-supported} as printers give it).
 *
 * @param told its answer to Get-Printer-Attributes
 */
record Abilities(IppMessage told) {
  private static final String FORMATS = "document-format-supported";
  private static final String PWG_TYPES = "pwg-raster-document-type-supported";

  /** What to ask a printer for. */
  static final String[] ATTRIBUTES = {
    FORMATS,
    "pwg-raster-document-resolution-supported",
    PWG_TYPES,
    "urf-supported",
    "color-supported",
    "printer-resolution-supported",
    "print-color-mode-supported",
    "print-scaling-supported",
    "sides-supported",
    "media-default",
    "media-ready",
    "media-supported"
  };

  private static final int ENOUGH_DPI = 300;
  private static final int MOST_DPI = 1200;

  /** JPEG is made of a whole page in memory, and small inkjets are slow to read it. */
  private static final int JPEG_DPI = 200;

  private static final double SAME_MM = 2;

  /** The long side of A2: pages are drawn in memory. */
  private static final double LARGEST_MM = 600;

  private static final double MM_PER_INCH = 25.4;
  private static final Pattern SIZE =
      Pattern.compile(
          "(?!custom_|roll_).*_(\\d{1,4}(?:\\.\\d{1,3})?)x(\\d{1,4}(?:\\.\\d{1,3})?)(mm|in)");

  /**
   * A sheet of paper, standing.
   *
   * @param media its name (PWG 5101.1), or empty when the printer was not told of any
   * @param width millimetres
   * @param height millimetres
   */
  record Sheet(String media, double width, double height) {
    private static final Sheet A4 = new Sheet("", 210, 297);

    private static Optional<Sheet> of(String media) {
      Matcher size = SIZE.matcher(media);
      if (!size.matches()) {
        return Optional.empty();
      }
      double unit = size.group(3).equals("in") ? MM_PER_INCH : 1;
      double width = Double.parseDouble(size.group(1)) * unit;
      double height = Double.parseDouble(size.group(2)) * unit;
      return width < 10 || height < 10 || width > LARGEST_MM || height > LARGEST_MM
          ? Optional.empty()
          : Optional.of(new Sheet(media, width, height));
    }

    private boolean holds(double pageWidth, double pageHeight) {
      double across = Math.min(pageWidth, pageHeight);
      double along = Math.max(pageWidth, pageHeight);
      return Math.abs(across - width) < SAME_MM && Math.abs(along - height) < SAME_MM;
    }

    /** Pixels of a length on it. */
    static int pixels(double millimetres, int dpi) {
      return (int) Math.max(1, Math.round(millimetres / MM_PER_INCH * dpi));
    }
  }

  /** The document formats it takes; none when it does not say. */
  List<String> formats() {
    return told.all(FORMATS);
  }

  /** How a PDF file can be brought to paper; empty when this printer takes none of our formats. */
  Optional<Way> way() {
    if (formats().isEmpty()) {
      return Optional.of(Way.PDF); // an old one; it says when it gets the file
    }
    return Stream.of(Way.values()).filter(this::takes).findFirst();
  }

  private boolean takes(Way way) {
    boolean listed =
        formats().stream().anyMatch(each -> each.toLowerCase(Locale.ROOT).startsWith(way.type()));
    return listed
        && switch (way) {
          case PDF, JPEG -> true;
          case PWG_RASTER -> !pwgTypes().isEmpty();
          case URF -> !urfTypes().isEmpty();
        };
  }

  /** The formats it takes, with the kinds of pictures, for people. */
  List<String> named() {
    return Stream.of(formats(), told.all(PWG_TYPES)).flatMap(List::stream).toList();
  }

  private List<String> pwgTypes() {
    return told.all(PWG_TYPES).isEmpty()
        ? List.of(inColour() ? "srgb_8" : "sgray_8")
        : told.all(PWG_TYPES).stream().filter(Set.of("srgb_8", "sgray_8")::contains).toList();
  }

  private List<String> urfTypes() {
    return urf().findAny().isEmpty()
        ? List.of(inColour() ? "SRGB24" : "W8")
        : urf().filter(Set.of("SRGB24", "W8")::contains).toList();
  }

  /** What every printer says (RFC 8011, 5.4.26), also those that do not describe their pictures. */
  private boolean inColour() {
    return told.first("color-supported").equals(Optional.of("true"));
  }

  /** Some printers give a list, some one text with commas. */
  private Stream<String> urf() {
    return told.all("urf-supported").stream().flatMap(each -> Stream.of(each.split("\\s*,\\s*")));
  }

  /** Whether pages are sent in colour. */
  boolean colour(Way way) {
    return switch (way) {
      case PWG_RASTER -> pwgTypes().contains("srgb_8");
      case URF -> urfTypes().contains("SRGB24");
      case PDF, JPEG -> !told.all("print-color-mode-supported").equals(List.of("monochrome"));
    };
  }

  /** Dots per inch at which pages are drawn: the fewest from 300 on, else the most there are. */
  int dpi(Way way) {
    List<Integer> all =
        switch (way) {
          case PWG_RASTER -> square(told.all("pwg-raster-document-resolution-supported"));
          case URF -> urfResolutions();
          case PDF, JPEG -> List.of(JPEG_DPI);
        };
    List<Integer> known = all.isEmpty() ? square(told.all("printer-resolution-supported")) : all;
    List<Integer> sensible = known.stream().filter(each -> each <= MOST_DPI).toList();
    return sensible.stream()
        .filter(each -> each >= ENOUGH_DPI)
        .min(Comparator.naturalOrder())
        .or(() -> sensible.stream().max(Comparator.naturalOrder()))
        .orElse(ENOUGH_DPI);
  }

  private static List<Integer> square(List<String> resolutions) {
    return resolutions.stream()
        .filter(each -> each.matches("(\\d{2,4})x\\1dpi"))
        .map(each -> Integer.parseInt(each.substring(0, each.indexOf('x'))))
        .toList();
  }

  private List<Integer> urfResolutions() {
    return urf()
        .filter(each -> each.matches("RS\\d{2,4}(-\\d{2,4})*"))
        .flatMap(each -> Stream.of(each.substring(2).split("-")))
        .map(Integer::parseInt)
        .toList();
  }

  /**
   * The sheet for a page: one of its size that lies in the printer, one of its size that the
   * printer knows, the printer's usual one, the first that lies in it.
   */
  Sheet sheet(double pageWidth, double pageHeight) {
    List<Sheet> ready = sheets("media-ready");
    return Stream.of(ready, sheets("media-supported"))
        .flatMap(List::stream)
        .filter(each -> each.holds(pageWidth, pageHeight))
        .findFirst()
        .or(() -> sheets("media-default").stream().findFirst())
        .or(() -> ready.stream().findFirst())
        .orElse(Sheet.A4);
  }

  private List<Sheet> sheets(String attribute) {
    return told.all(attribute).stream().map(Sheet::of).flatMap(Optional::stream).toList();
  }

  /** Whether it knows a value of an attribute of jobs. */
  boolean knows(String attribute, String value) {
    return told.all(attribute + "-supported").contains(value);
  }
}
