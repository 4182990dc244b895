package org.jiaohao.display.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaohao.contract.mqtt.TicketCalled;

/**
 * The phrases (N04). A speech program is given only our own words, capital letters, digits and what
 * the lexicon says: a window whose name is none of these is not spoken, people are sent to the
 * screen instead. No name of a person is ever part of a phrase.
 */
final class Phrases {
  private static final Pattern WINDOW = Pattern.compile("([A-Z]{0,2})(\\d{1,3})([A-Z]?)");
  private static final Pattern AREA = Pattern.compile("([A-Z]{1,2}|\\d{1,3})区");

  private final ZhNumbers numbers;
  private final Lexicon lexicon;
  private final boolean sayArea;

  /**
   * Creates the phrases.
   *
   * @param sayArea whether 到A区3号窗口 is said instead of 到3号窗口
   */
  Phrases(ZhNumbers numbers, Lexicon lexicon, boolean sayArea) {
    this.numbers = numbers;
    this.lexicon = lexicon;
    this.sayArea = sayArea;
  }

  /** 请A001号到3号窗口办理. */
  Phrase call(TicketCalled call) {
    var text = new StringBuilder("请" + call.number() + "号");
    var words = new ArrayList<Phrase.Word>();
    words.add(lexicon.own("请"));
    addEach(words, numbers.ticket(call.number().replaceAll("[^A-Z0-9]", "")));
    words.add(lexicon.own("号"));
    Optional<List<Phrase.Word>> window = window(call.window());
    if (window.isEmpty()) {
      words.add(lexicon.own("看屏幕"));
      return new Phrase(text + "看屏幕", List.copyOf(words));
    }
    text.append("到");
    words.add(lexicon.own("到"));
    String area = sayArea ? Optional.ofNullable(call.area()).orElse("").split("-")[0] : "";
    Optional<List<Phrase.Word>> spokenArea = area(area);
    spokenArea.ifPresent(
        spoken -> {
          text.append(area);
          words.addAll(spoken);
        });
    words.addAll(window.get());
    boolean numbered = WINDOW.matcher(call.window()).matches();
    if (numbered) {
      words.add(lexicon.own("号窗口"));
    }
    words.add(lexicon.own("办理"));
    text.append(call.window()).append(numbered ? "号窗口办理" : "办理");
    return new Phrase(text.toString(), List.copyOf(words));
  }

  /** 语音测试, by which a technician hears the volume. */
  Phrase test() {
    return new Phrase("语音测试", List.of(lexicon.own("语音测试")));
  }

  private Optional<List<Phrase.Word>> window(String window) {
    Matcher numbered = WINDOW.matcher(window);
    if (!numbered.matches()) {
      return lexicon.name(window);
    }
    var words = new ArrayList<Phrase.Word>();
    addEach(words, numbered.group(1) + ZhNumbers.window(numbered.group(2)) + numbered.group(3));
    return Optional.of(words);
  }

  private Optional<List<Phrase.Word>> area(String area) {
    Matcher simple = AREA.matcher(area);
    if (!simple.matches()) {
      return lexicon.name(area);
    }
    var words = new ArrayList<Phrase.Word>();
    addEach(words, ZhNumbers.window(simple.group(1)) + "区");
    return Optional.of(words);
  }

  private void addEach(List<Phrase.Word> words, String characters) {
    characters.chars().forEach(c -> words.add(lexicon.own(String.valueOf((char) c))));
  }
}
