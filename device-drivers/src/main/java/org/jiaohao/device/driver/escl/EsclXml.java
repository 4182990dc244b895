package org.jiaohao.device.driver.escl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jiaohao.device.api.DocumentScanner.Capabilities;
import org.jiaohao.device.api.DocumentScanner.ColorMode;
import org.jiaohao.device.api.DocumentScanner.Request;
import org.jiaohao.device.api.DocumentScanner.Source;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Documents of eSCL. Devices mix the two namespaces, so elements are found by their local names.
 */
final class EsclXml {
  private static final String ANY = "*";
  private static final double UNITS_PER_MM = 300 / 25.4;

  private EsclXml() {}

  /** Reads an answer; empty when it is no XML. */
  static Optional<Element> parse(byte[] answer) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Document document = builder.parse(new ByteArrayInputStream(answer));
      return Optional.of(document.getDocumentElement());
    } catch (SAXException | IOException e) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Text of the first element of a name, or empty. */
  static String text(Element root, String name) {
    NodeList found = root.getElementsByTagNameNS(ANY, name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  private static List<String> texts(Element root, String name) {
    List<String> texts = new ArrayList<>();
    NodeList found = root.getElementsByTagNameNS(ANY, name);
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent().strip());
    }
    return texts;
  }

  private static boolean has(Element root, String name) {
    return root.getElementsByTagNameNS(ANY, name).getLength() > 0;
  }

  /** What a scanner can do; empty when the document is not a scanner's. */
  static Optional<Capabilities> capabilities(Element root) {
    Set<Source> sources = EnumSet.noneOf(Source.class);
    if (has(root, "PlatenInputCaps")) {
      sources.add(Source.FLATBED);
    }
    if (has(root, "AdfSimplexInputCaps")) {
      sources.add(Source.FEEDER);
    }
    if (has(root, "AdfDuplexInputCaps")) {
      sources.add(Source.FEEDER_DUPLEX);
    }
    Set<ColorMode> modes = EnumSet.noneOf(ColorMode.class);
    for (String mode : texts(root, "ColorMode")) {
      switch (mode) {
        case "BlackAndWhite1" -> modes.add(ColorMode.BLACK_AND_WHITE);
        case "Grayscale8" -> modes.add(ColorMode.GRAY);
        case "RGB24" -> modes.add(ColorMode.COLOR);
        default -> {} // 16 bits a colour: more than any paper needs
      }
    }
    Set<Integer> resolutions = new TreeSet<>();
    texts(root, "XResolution").stream()
        .filter(text -> text.matches("\\d{2,4}"))
        .forEach(text -> resolutions.add(Integer.parseInt(text)));
    if (sources.isEmpty() || modes.isEmpty() || resolutions.isEmpty()) {
      return Optional.empty();
    }
    List<String> formats = texts(root, "DocumentFormat").stream().distinct().sorted().toList();
    return Optional.of(
        new Capabilities(
            text(root, "MakeAndModel"),
            sources,
            modes,
            List.copyOf(resolutions),
            formats,
            millimetres(root, "MaxWidth"),
            millimetres(root, "MaxHeight")));
  }

  private static int millimetres(Element root, String name) {
    String units = text(root, name);
    return units.matches("\\d{1,6}") ? (int) Math.round(Integer.parseInt(units) / UNITS_PER_MM) : 0;
  }

  /** The order to scan A4. */
  static String settings(Request request) {
    boolean feeder = request.source() != Source.FLATBED;
    String mode =
        switch (request.mode()) {
          case BLACK_AND_WHITE -> "BlackAndWhite1";
          case GRAY -> "Grayscale8";
          case COLOR -> "RGB24";
        };
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <scan:ScanSettings xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">
      <pwg:Version>2.0</pwg:Version>
      <scan:Intent>Document</scan:Intent>
      <pwg:ScanRegions><pwg:ScanRegion>
        <pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
        <pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>
        <pwg:Width>2480</pwg:Width><pwg:Height>3508</pwg:Height>
      </pwg:ScanRegion></pwg:ScanRegions>
      <pwg:InputSource>%s</pwg:InputSource>
      <scan:ColorMode>%s</scan:ColorMode>
      <pwg:DocumentFormat>%s</pwg:DocumentFormat>
      <scan:XResolution>%d</scan:XResolution><scan:YResolution>%d</scan:YResolution>
      <scan:Duplex>%b</scan:Duplex>
    </scan:ScanSettings>
    """
        .formatted(
            feeder ? "Feeder" : "Platen",
            mode,
            request.format(),
            request.dpi(),
            request.dpi(),
            request.source() == Source.FEEDER_DUPLEX);
  }
}
