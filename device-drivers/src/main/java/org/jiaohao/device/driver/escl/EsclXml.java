package org.jiaohao.device.driver.escl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Documents of eSCL. Devices mix the two namespaces, so elements are found by their local names.
 */
final class EsclXml {
  private static final String ANY = "*";
  private static final int LARGEST = 1024 * 1024;

  private EsclXml() {}

  /** Reads an answer; empty when it is no XML, or larger than any such document. */
  static Optional<Element> parse(byte[] answer) {
    if (answer.length > LARGEST) {
      return Optional.empty();
    }
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Document document = builder.parse(trimmed(answer));
      return Optional.of(document.getDocumentElement());
    } catch (SAXException | IOException e) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Some scanners begin with empty lines, or fill the last block up. */
  private static ByteArrayInputStream trimmed(byte[] answer) {
    int from = 0;
    int to = answer.length;
    while (from < to && blank(answer[from])) {
      from++;
    }
    while (to > from && blank(answer[to - 1])) {
      to--;
    }
    return new ByteArrayInputStream(answer, from, to - from);
  }

  private static boolean blank(byte each) {
    return each >= 0 && each <= ' ';
  }

  /** Text of the first element of a name, or empty. */
  static String text(Element root, String name) {
    return element(root, name).map(e -> e.getTextContent().strip()).orElse("");
  }

  /** Texts of all elements of a name. */
  static List<String> texts(Element root, String name) {
    return elements(root, name).stream().map(e -> e.getTextContent().strip()).toList();
  }

  /** The first element of a name. */
  static Optional<Element> element(Element root, String name) {
    return Optional.ofNullable((Element) root.getElementsByTagNameNS(ANY, name).item(0));
  }

  /** All elements of a name. */
  static List<Element> elements(Element root, String name) {
    List<Element> all = new ArrayList<>();
    NodeList found = root.getElementsByTagNameNS(ANY, name);
    for (int i = 0; i < found.getLength(); i++) {
      all.add((Element) found.item(i));
    }
    return all;
  }
}
