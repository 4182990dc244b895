package org.jiaohao.kiosk.ticket;

import java.awt.image.BufferedImage;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jiaohao.contract.http.Ticket;
import org.jiaohao.device.api.PrintDocument;
import org.jiaohao.device.api.PrintDocument.Align;
import org.jiaohao.device.api.PrintDocument.Block;
import org.jiaohao.device.api.PrintDocument.Feed;
import org.jiaohao.device.api.PrintDocument.Picture;
import org.jiaohao.device.api.PrintDocument.Qr;
import org.jiaohao.device.api.PrintDocument.Text;

/**
 * What a ticket looks like (N05). The priority reason and personal data are never on it (R017,
 * N13).
 */
final class TicketLayout {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final int NUMBER_SCALE = 4;
  private static final int DOTS_PER_COLUMN = 12;

  /** Keeps text out of the code's quiet zone above and below. */
  private static final Feed QUIET_LINE = new Feed(1);

  /** Dots of one module: 1 mm at 8 dots/mm, so that a phone reads it from 30 cm (R050). */
  private static final int MODULE_DOTS = 8;

  private final ZoneId zone;
  private final Optional<BufferedImage> logo;

  /**
   * Times are printed in the hall's zone.
   *
   * @param logo printed on top, as wide as half the paper
   */
  TicketLayout(ZoneId zone, Optional<BufferedImage> logo) {
    this.zone = zone;
    this.logo = logo;
  }

  /**
   * Lays out a ticket.
   *
   * @param ticket the ticket
   * @param lang {@code en} or else zh-CN
   * @param columns half-width columns of the paper, 32 or 48
   * @param mark what it says of being a reprint
   */
  PrintDocument document(Ticket ticket, String lang, int columns, Mark mark) {
    boolean english = "en".equals(lang);
    Ticket.Paper paper = ticket.paper();
    List<Block> blocks = new ArrayList<>();
    logo.ifPresent(image -> blocks.add(Picture.of(image, columns * DOTS_PER_COLUMN / 2)));
    blocks.add(centred(paper.hallName(), 1));
    if (english) {
      blocks.add(new Text(paper.hallNameEn(), Align.CENTER, 1, false));
    }
    blocks.add(centred(ticket.number(), NUMBER_SCALE));
    if (!mark.text().isEmpty()) {
      blocks.add(centred(mark.text(), 1));
    }
    fields(ticket, english, blocks);
    if (ticket.statusUrl() != null) {
      blocks.add(QUIET_LINE);
      blocks.add(new Qr(ticket.statusUrl(), MODULE_DOTS));
      blocks.add(QUIET_LINE);
    }
    blocks.add(Text.of(english ? paper.tipEn() : paper.tip()));
    footer(paper.complaintPhone(), english, columns, blocks);
    return new PrintDocument(List.copyOf(blocks));
  }

  private void fields(Ticket ticket, boolean english, List<Block> blocks) {
    Ticket.Paper paper = ticket.paper();
    String drawn = TIME.format(ticket.drawnAt().atZoneSameInstant(zone));
    Integer ahead = ticket.waitingAhead();
    if (english) {
      blocks.add(Text.of("Service: " + paper.serviceEn()));
      blocks.add(Text.of("业务：" + paper.service()));
      if (ahead != null) {
        blocks.add(Text.of("Waiting: " + ahead + " ahead of you"));
      }
      blocks.add(Text.of("Place: " + paper.placeEn()));
      blocks.add(Text.of("Drawn: " + drawn));
    } else {
      blocks.add(Text.of("业务：" + paper.service()));
      if (ahead != null) {
        blocks.add(Text.of("等候：您前面还有 " + ahead + " 人"));
      }
      blocks.add(Text.of("区域：" + paper.place()));
      blocks.add(Text.of("取号：" + drawn));
    }
  }

  private static void footer(String phone, boolean english, int columns, List<Block> blocks) {
    String valid = english ? "Valid today only" : "当日有效";
    if (phone == null) {
      blocks.add(Text.of(valid));
      return;
    }
    String complaint = (english ? "Complaints: " : "投诉：") + phone;
    int gap = columns - width(valid) - width(complaint);
    if (gap >= 1) {
      blocks.add(Text.of(valid + " ".repeat(gap) + complaint));
    } else {
      blocks.add(Text.of(valid));
      blocks.add(Text.of(complaint));
    }
  }

  private static Text centred(String text, int scale) {
    return new Text(text, Align.CENTER, scale, true);
  }

  /** Half-width columns: ASCII counts one, everything else two. */
  static int width(String text) {
    return text.codePoints().map(c -> c < 0x80 ? 1 : 2).sum();
  }
}
