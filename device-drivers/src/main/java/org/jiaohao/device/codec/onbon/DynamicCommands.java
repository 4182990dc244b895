package org.jiaohao.device.codec.onbon;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Data of requests of the protocol F0; pictures live in the card's memory only. Verified against
 * frames of the maker's program (2020-02-10), not on a card.
 */
public final class DynamicCommands {
  private static final int AREA_TYPE = 0x10;
  private static final int OPAQUE = 101;
  private static final int PAGE_5 = 13;
  private static final int PAGE_6 = 26;
  private static final int ALL = 0xff;

  private DynamicCommands() {}

  /** A2 00: are you there. */
  public static byte[] ping() {
    return request(0xa2, 0x00, new byte[0]);
  }

  /** A7 00 for cards of the fifth generation: one area. */
  public static byte[] update5(DynamicArea area) {
    var out = new ByteArrayOutputStream();
    head(out, area);
    Link.word(out, area.pages().size());
    for (DynamicArea.Page page : area.pages()) {
      Link.quad(out, PAGE_5 + page.bitmap().length);
      motion(out, page);
      Link.quad(out, 0);
      out.writeBytes(page.bitmap());
    }
    var payload = new ByteArrayOutputStream(out.size() + 4);
    Link.quad(payload, out.size());
    payload.writeBytes(out.toByteArray());
    return request(0xa7, 0x00, payload.toByteArray());
  }

  /** A7 00 for cards of the sixth generation: several areas at once. */
  public static byte[] update6(List<DynamicArea> areas) {
    var payload = new ByteArrayOutputStream();
    var bitmaps = new ByteArrayOutputStream();
    Link.word(payload, areas.size());
    for (DynamicArea area : areas) {
      var out = new ByteArrayOutputStream();
      head(out, area);
      out.write(0); // no background
      out.write(OPAQUE);
      out.write(0); // background of another size: no
      out.write(0); // no sound
      out.writeBytes(new byte[5]);
      Link.word(out, area.pages().size());
      for (DynamicArea.Page page : area.pages()) {
        Link.quad(out, PAGE_6);
        motion(out, page);
        out.writeBytes(new byte[9]);
        Link.quad(out, bitmaps.size());
        Link.quad(out, page.bitmap().length);
        bitmaps.writeBytes(page.bitmap());
      }
      Link.quad(payload, out.size());
      payload.writeBytes(out.toByteArray());
    }
    payload.writeBytes(bitmaps.toByteArray());
    return request(0xa7, 0x00, payload.toByteArray());
  }

  private static void head(ByteArrayOutputStream out, DynamicArea area) {
    out.write(area.id());
    out.write(0); // run mode: loop
    Link.word(out, area.timeout());
    out.write(1); // belongs to all programs
    Link.word(out, 0); // and to none in particular
    out.write(1); // shown at once, instead of programs
    Link.quad(out, 0);
    out.write(AREA_TYPE);
    Link.word(out, area.x());
    Link.word(out, area.y());
    Link.word(out, area.width());
    Link.word(out, area.height());
    out.write(0); // no frame
  }

  private static void motion(ByteArrayOutputStream out, DynamicArea.Page page) {
    out.write(0); // a picture
    out.write(page.effect());
    out.write(page.exit());
    out.write(page.speed());
    Link.word(out, page.stay());
    out.write(1); // repeats
    Link.word(out, page.length());
  }

  /** A7 01: deletes one area. */
  public static byte[] delete(int id) {
    return request(0xa7, 0x01, new byte[] {1, (byte) id});
  }

  /** A7 01: deletes all areas. */
  public static byte[] deleteAll() {
    return request(0xa7, 0x01, new byte[] {(byte) ALL});
  }

  /**
   * A7 06: shows a text in the card's own font, on 6Q3 cards with fonts. The layout is a third
   * party's analysis, not the maker's word.
   *
   * @param area where; its pages are not used
   * @param effect as of {@link DynamicArea}
   * @param text bytes in the card's character set
   */
  public static byte[] showText(DynamicArea area, int effect, byte[] text) {
    var out = new ByteArrayOutputStream();
    head(out, area);
    out.writeBytes(new byte[8]);
    out.write(0); // layout: as it comes
    out.write(0); // line spacing
    out.write(0); // rows to the left
    out.write(0); // character spacing
    out.writeBytes(new byte[6]);
    out.write(2); // several lines
    out.write(2); // new lines by itself
    out.write(effect);
    out.write(0); // exit effect
    out.write(0); // speed
    out.write(8); // stay, half seconds
    out.write(0); // no sound
    Link.quad(out, text.length);
    out.writeBytes(text);
    var data = new ByteArrayOutputStream();
    data.writeBytes(new byte[] {1, (byte) 0xa7, 0x06, 0, 0, 1}); // not kept, none deleted, one area
    Link.quad(data, out.size());
    data.writeBytes(out.toByteArray());
    return data.toByteArray();
  }

  private static byte[] request(int group, int command, byte[] payload) {
    var out = new ByteArrayOutputStream(payload.length + 5);
    out.write(1); // answer wanted
    out.write(group);
    out.write(command);
    Link.word(out, payload.length);
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
