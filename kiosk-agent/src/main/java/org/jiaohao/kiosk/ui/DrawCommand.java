package org.jiaohao.kiosk.ui;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jiaohao.kiosk.KioskException;
import org.jiaohao.kiosk.Message;
import org.jiaohao.kiosk.ticket.DrawOrder;

/**
 * Body of {@code POST /api/draw}; the page's form has the same fields.
 *
 * @param tap id of the tap; a repeat with the same id draws once. Made up when absent
 * @param queue queue id, or null when an item is given
 * @param item item code, or null
 * @param lang {@code zh} (default) or {@code en}
 */
record DrawCommand(String tap, String queue, String item, String lang) {
  private static final Pattern TAP = Pattern.compile("[A-Za-z0-9-]{8,64}");
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");

  DrawOrder order() {
    String id = tap == null || tap.isBlank() ? UUID.randomUUID().toString() : tap;
    String queueId = blankToNull(queue);
    String itemCode = blankToNull(item);
    if (!TAP.matcher(id).matches()) {
      throw bad("tap 必须是 8 到 64 个字母、数字或连字符。", "tap must be 8 to 64 letters, digits or hyphens.");
    }
    if (queueId == null && itemCode == null) {
      throw bad("请给出 queue 或 item。", "Give queue or item.");
    }
    if (malformed(queueId) || malformed(itemCode)) {
      throw bad(
          "queue 和 item 只能含小写字母、数字和连字符。",
          "queue and item hold lower-case letters, digits and hyphens only.");
    }
    return new DrawOrder(id, queueId, itemCode, "en".equals(lang) ? "en" : "zh");
  }

  private static boolean malformed(String id) {
    return id != null && !ID.matcher(id).matches();
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static KioskException bad(String zh, String en) {
    return new KioskException(400, new Message("bad-request", zh, en), null);
  }
}
