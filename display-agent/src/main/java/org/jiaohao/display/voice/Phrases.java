package org.jiaohao.display.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jiaohao.contract.mqtt.TicketCalled;

/**
 * The phrases (N04). A speech program is given only our own words, capital letters, digits and what
 * the lexicon says: a window whose name is none of these is not spoken, people are sent to the
 * screen instead. No name of a person is ever part of a phrase.
 */
final class Phrases {
  /** Windows that are called 3号窗口 or B22号窗口; others have names of their own. */
  private static final Pattern NUMBERED = Pattern.compile("[A-Z]{0,2}\\d+[A-Z]?");

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
  Wordings call(TicketCalled call) {
    String number = call.number();
    String window = call.window().toUpperCase(Locale.ROOT);
    String area = sayArea && call.area() != null ? call.area().split("-")[0] : "";
    var phrases = new ArrayList<Phrase>();
    Optional<List<Phrase.Word>> windowWords = lexicon.name(window);
    Optional<List<Phrase.Word>> areaWords = lexicon.name(area);
    if (windowWords.isPresent()) {
      areaWords.ifPresent(words -> phrases.add(toWindow(number, area, words, window)));
      phrases.add(toWindow(number, "", List.of(), window));
    }
    phrases.add(phrase(number, "看屏幕", List.of(lexicon.own("看屏幕"))));
    var unknown = new ArrayList<String>();
    if (windowWords.isEmpty()) {
      unknown.add(window);
    }
    if (!area.isEmpty() && areaWords.isEmpty()) {
      unknown.add(area);
    }
    return new Wordings(phrases, unknown.isEmpty() ? null : unknown(unknown));
  }

  private Phrase toWindow(String number, String area, List<Phrase.Word> areaWords, String window) {
    boolean numbered = NUMBERED.matcher(window).matches();
    var words = new ArrayList<Phrase.Word>();
    words.add(lexicon.own("到"));
    words.addAll(areaWords);
    words.addAll(lexicon.name(window).orElseThrow());
    if (numbered) {
      words.add(lexicon.own("号窗口"));
    }
    words.add(lexicon.own("办理"));
    return phrase(number, "到" + area + window + (numbered ? "号窗口办理" : "办理"), words);
  }

  private Phrase phrase(String number, String rest, List<Phrase.Word> words) {
    var all = new ArrayList<Phrase.Word>();
    all.add(lexicon.own("请"));
    numbers
        .ticket(number.replaceAll("[^A-Z0-9]", ""))
        .chars()
        .forEach(c -> all.add(lexicon.own(String.valueOf((char) c))));
    all.add(lexicon.own("号"));
    all.addAll(words);
    return new Phrase("请" + number + "号" + rest, all);
  }

  private static Trouble unknown(List<String> names) {
    String list = String.join(" ", names);
    return new Trouble(
        "LEXICON",
        "发音词典里没有“" + list + "”的读法，播报时省略；请补充到 jiaohao.voice.lexicon。",
        "The lexicon does not say how '"
            + list
            + "' is spoken, so it is left out: add it to jiaohao.voice.lexicon.");
  }

  /** 语音测试, by which a technician hears the volume. */
  Wordings test() {
    return new Wordings(List.of(new Phrase("语音测试", List.of(lexicon.own("语音测试")))), null);
  }
}
