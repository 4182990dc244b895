package org.jiaohao.journey;

import java.awt.image.BufferedImage;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A ticket that came out of the emulated printer.
 *
 * @param text what it reads
 * @param qr what a phone reads from its picture
 */
record Paper(String text, List<String> qr) {

  /** Waits for the paper with this number. */
  static Paper of(Emulator printer, String number) {
    Wait.until(
        Wait.SOON,
        () -> find(printer, number) != null,
        () -> "No paper with " + number + " came out of the printer.");
    JsonNode found = find(printer, number);
    BufferedImage picture = printer.picture(found.get("png").asString());
    return new Paper(found.get("text").asString(), QrReader.read(picture));
  }

  private static JsonNode find(Emulator printer, String number) {
    JsonNode last = null;
    for (JsonNode ticket : printer.state().get("tickets")) {
      if (ticket.get("text").asString().lines().anyMatch(l -> l.strip().equals(number))) {
        last = ticket;
      }
    }
    return last;
  }

  /** Throws when the text is not on the paper; line breaks do not matter. */
  void requireLine(String wanted) {
    String printed = text.replaceAll("\\s", "");
    Expect.that(
        printed.contains(wanted.replaceAll("\\s", "")),
        "The paper does not read '" + wanted + "' but:" + System.lineSeparator() + text);
  }

  /** Throws when no QR code on the paper leads there. */
  void requireQr(String url) {
    Expect.that(qr.contains(url), "The QR codes on the paper read " + qr + ", not " + url);
  }
}
