package org.jiaohao.display.voice;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * How loud it is at which time of the day. A part of the day may pass midnight; of parts that
 * overlap the first counts; mute hours win over all.
 */
final class VoiceHours {
  private static final int FULL = 100;

  private final List<Part> parts;
  private final int otherwise;

  private record Part(LocalTime from, LocalTime to, int volume) {
    boolean contains(LocalTime time) {
      boolean afterFrom = !time.isBefore(from);
      boolean beforeTo = time.isBefore(to);
      return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
    }
  }

  private VoiceHours(List<Part> parts, int otherwise) {
    this.parts = List.copyOf(parts);
    this.otherwise = otherwise;
  }

  /**
   * Reads the settings.
   *
   * @param volume for example {@code 80} or {@code 80,12:00-14:00=40,17:00-18:00=60}, percent of
   *     full amplitude
   * @param mute for example {@code 18:00-08:00,12:00-12:30}; empty = never
   * @throws IllegalArgumentException when one is not understood; the message is the wrong part
   */
  static VoiceHours parse(String volume, String mute) {
    var parts = new ArrayList<Part>();
    for (String item : items(mute)) {
      parts.add(part(item, 0));
    }
    int otherwise = FULL;
    for (String item : items(volume)) {
      int equals = item.indexOf('=');
      if (equals < 0) {
        otherwise = percent(item, item);
      } else {
        parts.add(part(item.substring(0, equals), percent(item.substring(equals + 1), item)));
      }
    }
    return new VoiceHours(parts, otherwise);
  }

  private static List<String> items(String text) {
    return java.util.Arrays.stream(text.split("[,;]"))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  private static Part part(String text, int volume) {
    String[] ends = text.strip().split("-", -1);
    try {
      if (ends.length == 2) {
        LocalTime from = LocalTime.parse(ends[0].strip());
        // 24:00 is midnight, the end of the day.
        LocalTime to = LocalTime.parse(ends[1].strip().replace("24:00", "00:00"));
        return new Part(from, to, volume);
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(text, e);
    }
    throw new IllegalArgumentException(text);
  }

  private static int percent(String text, String item) {
    try {
      int percent = Integer.parseInt(text.strip());
      if (percent >= 0 && percent <= FULL) {
        return percent;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(item, e);
    }
    throw new IllegalArgumentException(item);
  }

  /** Volume at a time of the day, 0 = mute, to 100. */
  int at(LocalTime time) {
    return parts.stream()
        .filter(part -> part.contains(time))
        .findFirst()
        .map(Part::volume)
        .orElse(otherwise);
  }
}
