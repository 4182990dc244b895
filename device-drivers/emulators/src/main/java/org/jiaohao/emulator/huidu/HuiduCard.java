package org.jiaohao.emulator.huidu;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jiaohao.emulator.line.AnswerFaults;
import org.jiaohao.emulator.line.PoweredModel;
import org.jiaohao.emulator.render.Png;
import org.jiaohao.emulator.render.SignPng;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The card: packets in, XML understood, packets out. */
public final class HuiduCard extends PoweredModel {
  /** A text on the screen. */
  public record Text(int x, int y, int width, int height, String text, int rgb, int effect) {}

  private static final String GUID = "7a8fe8bb88ccfab7dc57adc9c5f70e2e";
  private static final int LONGEST = 9 * 1024 + 4;
  private static final int BUSY = 3;

  private final int width;
  private final int height;
  private final AnswerFaults spoiled;
  private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
  private final ByteArrayOutputStream xml = new ByteArrayOutputStream();
  private List<Text> texts = List.of();
  private boolean on = true;
  private int brightness = 100;
  private boolean greeted;

  HuiduCard(int width, int height, AnswerFaults spoiled, Consumer<byte[]> host) {
    super(spoiled, host);
    this.width = width;
    this.height = height;
    this.spoiled = spoiled;
  }

  /** Texts shown now. */
  public List<Text> texts() {
    return texts;
  }

  /** Whether the lamps are lit. */
  public boolean on() {
    return on;
  }

  /** Percent. */
  public int brightness() {
    return brightness;
  }

  /** The lamps. */
  public byte[] png() {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    if (on) {
      texts.forEach(t -> SignPng.draw(image, t.text, t.rgb, t.x, t.y, t.width, t.height));
    }
    return Png.encode(image);
  }

  @Override
  public void receive(byte value) {
    packet.write(value);
    byte[] bytes = packet.toByteArray();
    if (bytes.length < 2) {
      return;
    }
    int length = bytes[0] & 0xff | (bytes[1] & 0xff) << 8;
    if (length < 4 || length > LONGEST) {
      packet.reset(); // a real card hangs up; the next packet begins anew here
    } else if (bytes.length == length) {
      packet.reset();
      take(bytes[2] & 0xff | (bytes[3] & 0xff) << 8, bytes);
    }
  }

  private void take(int command, byte[] bytes) {
    switch (command) {
      case 0x2001 -> send(0x2002, new byte[] {7, 0, 0, 1});
      case 0x005f -> send(0x0060, new byte[0]);
      case 0x2003 -> part(bytes);
      default -> error(1);
    }
  }

  private void part(byte[] bytes) {
    int total = number(bytes, 4);
    int offset = number(bytes, 8);
    if (bytes.length < 12 || offset != xml.size() && offset != 0) {
      xml.reset();
      error(2);
      return;
    }
    if (offset == 0) {
      xml.reset();
    }
    xml.write(bytes, 12, bytes.length - 12);
    if (xml.size() == total) {
      byte[] whole = xml.toByteArray();
      xml.reset();
      request(whole);
    }
  }

  private static int number(byte[] b, int at) {
    return b.length < at + 4
        ? -1
        : b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | b[at + 3] << 24;
  }

  private void request(byte[] document) {
    if (spoiled.busy()) {
      error(BUSY);
      return;
    }
    try {
      Document dom =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(document));
      Element in = (Element) dom.getElementsByTagName("in").item(0);
      String method = in.getAttribute("method");
      boolean known = dom.getDocumentElement().getAttribute("guid").equals(GUID);
      String result;
      if (method.equals("GetIFVersion")) {
        greeted = true;
        result = "kSuccess";
      } else {
        result = greeted && known ? carryOut(method, in) : "kInvalidGuid";
      }
      reply(method, result);
    } catch (Exception e) {
      reply("", "kParseXmlFailed");
    }
  }

  private String carryOut(String method, Element in) {
    switch (method) {
      case "AddProgram" -> texts = texts(in);
      case "OpenScreen" -> on = true;
      case "CloseScreen" -> on = false;
      case "SetLuminancePloy" -> {
        boolean whole =
            in.getElementsByTagName("mode").getLength() == 1
                && in.getElementsByTagName("ploy").getLength() == 1
                && in.getElementsByTagName("sensor").getLength() == 1;
        if (!whole) {
          return "kParseXmlFailed";
        }
        Element percent = (Element) in.getElementsByTagName("default").item(0);
        brightness = Integer.parseInt(percent.getAttribute("value"));
      }
      case "GetDeviceInfo" -> {}
      default -> {
        return "kUnsupportMethod";
      }
    }
    return "kSuccess";
  }

  private static List<Text> texts(Element in) {
    List<Text> all = new ArrayList<>();
    NodeList areas = in.getElementsByTagName("area");
    for (int i = 0; i < areas.getLength(); i++) {
      Element area = (Element) areas.item(i);
      Element box = (Element) area.getElementsByTagName("rectangle").item(0);
      Element font = (Element) area.getElementsByTagName("font").item(0);
      Element effect = (Element) area.getElementsByTagName("effect").item(0);
      all.add(
          new Text(
              number(box, "x"),
              number(box, "y"),
              number(box, "width"),
              number(box, "height"),
              area.getElementsByTagName("string").item(0).getTextContent(),
              Integer.parseInt(font.getAttribute("color").substring(1), 16),
              number(effect, "in")));
    }
    return all;
  }

  private static int number(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }

  private void reply(String method, String result) {
    String document =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sdk guid=\""
            + GUID
            + "\">\n    <out result=\""
            + result
            + "\" method=\""
            + method
            + "\"/>\n</sdk>\n";
    byte[] text = document.getBytes(StandardCharsets.UTF_8);
    var payload = new ByteArrayOutputStream();
    little(payload, text.length, 4);
    little(payload, 0, 4);
    payload.writeBytes(text);
    send(0x2004, payload.toByteArray());
  }

  private void error(int code) {
    send(0x2000, new byte[] {(byte) code, 0});
  }

  private void send(int command, byte[] payload) {
    var out = new ByteArrayOutputStream();
    little(out, payload.length + 4, 2);
    little(out, command, 2);
    out.writeBytes(payload);
    send(out.toByteArray());
  }

  private static void little(ByteArrayOutputStream out, int number, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write(number >> 8 * i);
    }
  }

  @Override
  protected void forget() {
    greeted = false;
    packet.reset();
    xml.reset();
  }
}
