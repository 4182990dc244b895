package org.jiaohao.hall.item;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaohao.hall.hall.Hall;
import org.springframework.context.MessageSource;

/**
 * Limits, fee and hours of a guide in words (N12, R021, R022). What the register does not hold is
 * said to be unknown, never shown as zero.
 *
 * @param promised promised limit
 * @param legal statutory limit, or the least wait
 * @param minimumWait whether {@code legal} is a wait that must pass, not a limit
 * @param fee fee with its unit
 * @param feeNote what the fee stands for, or null
 * @param basis legal basis and remarks, or null
 * @param hours opening hours on working days
 */
record GuideText(
    String promised,
    String legal,
    boolean minimumWait,
    String fee,
    String feeNote,
    String basis,
    String hours) {
  /** Divorce registration: the 30 days of Civil Code article 1077 are a least wait. */
  private static final Set<String> MINIMUM_WAIT = Set.of("mz-002");

  /** Remark of the sample data that says nothing about the basis. */
  private static final String SAMPLE = "样例";

  static GuideText of(Item item, Hall hall, MessageSource messages, Locale locale) {
    var words = new Words(messages, locale);
    boolean minimumWait = MINIMUM_WAIT.contains(item.code());
    return new GuideText(
        promised(item, words),
        legal(item, minimumWait, words),
        minimumWait,
        fee(item.feeFen(), words),
        item.feeFen() != null && item.feeFen() > 0 ? words.of("guide.fee.note") : null,
        basis(item.basis()),
        Stream.of(hall.morningHours(), hall.afternoonHours())
            .filter(hours -> hours != null && !hours.isBlank())
            .collect(Collectors.joining("  ")));
  }

  private static String promised(Item item, Words words) {
    if (item.promisedWorkingDays() == null) {
      return words.of("guide.unknown");
    }
    return item.promisedWorkingDays() == 0
        ? words.of("guide.sameVisit")
        : words.of("guide.workingDays", item.promisedWorkingDays());
  }

  private static String legal(Item item, boolean minimumWait, Words words) {
    if (item.legalWorkingDays() != null) {
      return words.of("guide.workingDays", item.legalWorkingDays());
    }
    if (item.legalCalendarDays() != null) {
      return words.of(
          minimumWait ? "guide.minimumWait.days" : "guide.calendarDays", item.legalCalendarDays());
    }
    return words.of("guide.legal.byLaw");
  }

  private static String fee(Long fen, Words words) {
    if (fen == null) {
      return words.of("guide.unknown");
    }
    if (fen == 0) {
      return words.of("guide.free");
    }
    return words.of(
        "guide.fee.each", BigDecimal.valueOf(fen, 2).stripTrailingZeros().toPlainString());
  }

  /** Without the marks of confidence and the sample remark of the data. */
  private static String basis(String text) {
    if (text == null) {
      return null;
    }
    String plain =
        text.replaceAll("[(（][MV][)）]", "").replaceAll("[；，]?" + SAMPLE + "[；，]?", "").strip();
    return plain.isEmpty() ? null : plain;
  }

  private record Words(MessageSource messages, Locale locale) {
    String of(String key, Object... args) {
      return messages.getMessage(key, args, locale);
    }
  }
}
