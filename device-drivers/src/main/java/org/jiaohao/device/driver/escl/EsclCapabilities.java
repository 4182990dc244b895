package org.jiaohao.device.driver.escl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jiaohao.device.api.DocumentScanner.Capabilities;
import org.jiaohao.device.api.DocumentScanner.ColorMode;
import org.jiaohao.device.api.DocumentScanner.Request;
import org.jiaohao.device.api.DocumentScanner.Source;
import org.w3c.dom.Element;

/**
 * What a scanner can do, for each place where paper lies.
 *
 * @param model what it calls itself
 * @param inputs its places, at least one
 */
record EsclCapabilities(String model, Map<Source, Input> inputs) {
  private static final double UNITS_PER_MM = 300 / 25.4;
  private static final int A4_WIDTH = 2480;
  private static final int A4_HEIGHT = 3508;
  private static final List<Integer> USUAL_DPI = List.of(75, 100, 150, 200, 300, 400, 600, 1200);
  private static final Map<Source, String> NAMES =
      Map.of(
          Source.FLATBED,
          "PlatenInputCaps",
          Source.FEEDER,
          "AdfSimplexInputCaps",
          Source.FEEDER_DUPLEX,
          "AdfDuplexInputCaps");

  /**
   * One place.
   *
   * @param width widest paper, 1/300 inch, 0 when it is not told
   * @param height longest paper
   * @param extended the formats that stand in DocumentFormatExt, which newer scanners want
   */
  record Input(
      int width,
      int height,
      Set<ColorMode> modes,
      Set<Integer> resolutions,
      List<String> formats,
      List<String> extended) {}

  /** Reads the document; empty when it is not a scanner's. */
  static Optional<EsclCapabilities> read(Element root) {
    Map<Source, Input> inputs = new EnumMap<>(Source.class);
    for (Source source : Source.values()) {
      EsclXml.element(root, NAMES.get(source))
          .map(element -> input(element, root))
          .filter(input -> !input.modes.isEmpty() && !input.resolutions.isEmpty())
          .ifPresent(input -> inputs.put(source, input));
    }
    return inputs.isEmpty()
        ? Optional.empty()
        : Optional.of(new EsclCapabilities(EsclXml.text(root, "MakeAndModel"), inputs));
  }

  /** Settings stand with the place, or in a profile that it names, or once for all places. */
  private static Input input(Element element, Element root) {
    boolean own = EsclXml.element(element, "ColorMode").isPresent();
    Element from = own ? element : named(element, root);
    List<String> plain = distinct(from, "DocumentFormat");
    List<String> extended = distinct(from, "DocumentFormatExt");
    List<String> formats = Stream.concat(plain.stream(), extended.stream()).distinct().toList();
    if (formats.isEmpty()) {
      formats = List.of("image/jpeg"); // every scanner can
    }
    return new Input(
        number(element, "MaxWidth"),
        number(element, "MaxHeight"),
        modes(from),
        resolutions(from),
        formats,
        extended);
  }

  private static Element named(Element element, Element root) {
    String wanted =
        EsclXml.element(element, "SettingProfile").map(p -> p.getAttribute("ref")).orElse("");
    return EsclXml.elements(root, "SettingProfile").stream()
        .filter(profile -> !wanted.isEmpty() && profile.getAttribute("name").equals(wanted))
        .findFirst()
        .orElse(root);
  }

  private static List<String> distinct(Element from, String name) {
    return EsclXml.texts(from, name).stream().filter(t -> !t.isEmpty()).distinct().toList();
  }

  private static Set<ColorMode> modes(Element from) {
    Set<ColorMode> modes = EnumSet.noneOf(ColorMode.class);
    for (String mode : EsclXml.texts(from, "ColorMode")) {
      switch (mode) {
        case "BlackAndWhite1" -> modes.add(ColorMode.BLACK_AND_WHITE);
        case "Grayscale8" -> modes.add(ColorMode.GRAY);
        case "RGB24" -> modes.add(ColorMode.COLOR);
        default -> {} // 16 bits a colour: more than any paper needs
      }
    }
    return modes;
  }

  private static Set<Integer> resolutions(Element from) {
    Set<Integer> all = new TreeSet<>();
    EsclXml.texts(from, "XResolution").stream()
        .filter(text -> text.matches("\\d{2,4}"))
        .forEach(text -> all.add(Integer.parseInt(text)));
    for (Element range : EsclXml.elements(from, "XResolutionRange")) {
      int least = number(range, "Min");
      int most = number(range, "Max");
      int step = Math.max(1, number(range, "Step"));
      USUAL_DPI.stream()
          .filter(dpi -> dpi >= least && dpi <= most && (dpi - least) % step == 0)
          .forEach(all::add);
    }
    return all;
  }

  private static int number(Element from, String name) {
    String text = EsclXml.text(from, name);
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }

  /** All places taken together, for whoever asks. */
  Capabilities together() {
    Set<ColorMode> modes = EnumSet.noneOf(ColorMode.class);
    Set<Integer> resolutions = new TreeSet<>();
    List<String> formats = new ArrayList<>();
    int width = 0;
    int height = 0;
    for (Input input : inputs.values()) {
      modes.addAll(input.modes);
      resolutions.addAll(input.resolutions);
      formats.addAll(input.formats);
      width = Math.max(width, input.width);
      height = Math.max(height, input.height);
    }
    return new Capabilities(
        model,
        inputs.keySet(),
        modes,
        List.copyOf(resolutions),
        formats.stream().distinct().toList(),
        (int) Math.round(width / UNITS_PER_MM),
        (int) Math.round(height / UNITS_PER_MM));
  }

  /** The order to scan A4, or as much of it as there is room for. */
  String settings(Request request) {
    Input input = inputs.getOrDefault(request.source(), inputs.values().iterator().next());
    int dpi =
        input.resolutions.stream()
            .min(Comparator.comparingInt(each -> Math.abs(each - request.dpi())))
            .orElse(request.dpi());
    String mode =
        switch (request.mode()) {
          case BLACK_AND_WHITE -> "BlackAndWhite1";
          case GRAY -> "Grayscale8";
          case COLOR -> "RGB24";
        };
    String extended =
        input.extended.contains(request.format())
            ? "<scan:DocumentFormatExt>" + request.format() + "</scan:DocumentFormatExt>"
            : "";
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <scan:ScanSettings xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">
      <pwg:Version>2.0</pwg:Version>
      <scan:Intent>Document</scan:Intent>
      <pwg:ScanRegions><pwg:ScanRegion>
        <pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
        <pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>
        <pwg:Width>%d</pwg:Width><pwg:Height>%d</pwg:Height>
      </pwg:ScanRegion></pwg:ScanRegions>
      <pwg:InputSource>%s</pwg:InputSource>
      <scan:ColorMode>%s</scan:ColorMode>
      <pwg:DocumentFormat>%s</pwg:DocumentFormat>%s
      <scan:XResolution>%d</scan:XResolution><scan:YResolution>%d</scan:YResolution>
      <scan:Duplex>%b</scan:Duplex>
    </scan:ScanSettings>
    """
        .formatted(
            input.width == 0 ? A4_WIDTH : Math.min(A4_WIDTH, input.width),
            input.height == 0 ? A4_HEIGHT : Math.min(A4_HEIGHT, input.height),
            request.source() == Source.FLATBED ? "Platen" : "Feeder",
            mode,
            request.format(),
            extended,
            dpi,
            dpi,
            request.source() == Source.FEEDER_DUPLEX);
  }
}
