package org.jiaohao.device.driver.huidu;

import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignContent.Box;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;

/**
 * Requests and answers in the form of the maker's SDK 2.0: {@code <sdk guid><in method>…}, answered
 * by {@code <sdk guid><out method result>…}.
 */
final class HuiduXml {
  private static final XMLOutputFactory OUT = XMLOutputFactory.newFactory();
  private static final XMLInputFactory IN = safe();
  private static final String FIRST_GUID = "##GUID";
  private static final int STILL = 0;
  private static final int LEFT_WITHOUT_END = 28;

  /**
   * An answer.
   *
   * @param guid session to be named in later requests
   * @param method what was asked
   * @param result {@code kSuccess} or the name of an error
   */
  record Reply(String guid, String method, String result) {
    boolean done() {
      return result.equals("kSuccess");
    }
  }

  /** Writes what is inside {@code <in>}. */
  private interface Body {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  private HuiduXml() {}

  private static XMLInputFactory safe() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** First request of a session; its answer names the session. */
  static String hello() {
    return request(
        FIRST_GUID,
        "GetIFVersion",
        xml -> {
          xml.writeEmptyElement("version");
          xml.writeAttribute("value", "1000007");
        });
  }

  /** Asks what the card is; changes nothing. */
  static String about(String guid) {
    return request(guid, "GetDeviceInfo", xml -> {});
  }

  /** One program that holds all areas. */
  static String show(String guid, SignContent content, int width, int height) {
    return request(
        guid,
        "AddProgram",
        xml -> {
          open(xml, "screen", "timeStamps", "0");
          open(xml, "program", "guid", "jiaohao", "type", "normal");
          xml.writeEmptyElement("backgroundMusic");
          empty(xml, "playControl", "count", "1", "disabled", "false");
          for (int i = 0; i < content.areas().size(); i++) {
            area(xml, content.areas().get(i), i, new Box(0, 0, width, height));
          }
          xml.writeEndElement();
          xml.writeEndElement();
        });
  }

  /** Lights or darkens the screen. */
  static String power(String guid, boolean on) {
    return request(guid, on ? "OpenScreen" : "CloseScreen", xml -> {});
  }

  /**
   * Fixed brightness, 1 to 100 percent; cards refuse the request when one of the four is missing.
   */
  static String brightness(String guid, int percent) {
    return request(
        guid,
        "SetLuminancePloy",
        xml -> {
          empty(xml, "mode", "value", "default");
          empty(xml, "default", "value", String.valueOf(percent));
          empty(xml, "ploy");
          empty(xml, "sensor", "min", "1", "max", "100", "time", "5");
        });
  }

  private static void area(XMLStreamWriter xml, Area area, int number, Box whole)
      throws XMLStreamException {
    Box box = area.box() == null ? whole : area.box();
    int lines = area.lines().size();
    open(xml, "area", "guid", "area-" + number, "alpha", "255");
    empty(
        xml,
        "rectangle",
        "x",
        String.valueOf(box.x()),
        "y",
        String.valueOf(box.y()),
        "width",
        String.valueOf(box.width()),
        "height",
        String.valueOf(box.height()));
    open(xml, "resources");
    open(xml, "text", "guid", "text-" + number, "singleLine", String.valueOf(lines == 1));
    empty(xml, "style", "align", "center", "valign", "middle");
    open(xml, "string");
    xml.writeCharacters(
        String.join("\n", area.lines().stream().map(SignContent.Line::text).toList()));
    xml.writeEndElement();
    int size = Math.max(8, box.height() / lines * 3 / 4);
    empty(xml, "font", "name", "SimSun", "size", String.valueOf(size), "color", rgb(area.color()));
    int effect = area.motion() == Motion.STATIC ? STILL : LEFT_WITHOUT_END;
    empty(xml, "effect", "in", String.valueOf(effect), "out", "0", "duration", "50");
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static String rgb(Color color) {
    return switch (color) {
      case RED -> "#ff0000";
      case GREEN -> "#00ff00";
      case YELLOW -> "#ffff00";
    };
  }

  private static void open(XMLStreamWriter xml, String name, String... attributes)
      throws XMLStreamException {
    xml.writeStartElement(name);
    attributes(xml, attributes);
  }

  private static void empty(XMLStreamWriter xml, String name, String... attributes)
      throws XMLStreamException {
    xml.writeEmptyElement(name);
    attributes(xml, attributes);
  }

  private static void attributes(XMLStreamWriter xml, String... attributes)
      throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }

  private static String request(String guid, String method, Body body) {
    var text = new StringWriter();
    try {
      XMLStreamWriter xml = OUT.createXMLStreamWriter(text);
      xml.writeStartDocument("utf-8", "1.0");
      open(xml, "sdk", "guid", guid);
      open(xml, "in", "method", method);
      body.write(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /** Reads an answer; null when it is none. */
  static Reply reply(String document) {
    try {
      XMLStreamReader xml = IN.createXMLStreamReader(new StringReader(document));
      String guid = null;
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          if (xml.getLocalName().equals("sdk")) {
            guid = xml.getAttributeValue(null, "guid");
          } else if (xml.getLocalName().equals("out") && guid != null) {
            String method = xml.getAttributeValue(null, "method");
            String result = xml.getAttributeValue(null, "result");
            return method == null || result == null ? null : new Reply(guid, method, result);
          }
        }
      }
      return null;
    } catch (XMLStreamException e) {
      return null;
    }
  }
}
