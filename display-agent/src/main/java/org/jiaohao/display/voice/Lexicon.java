package org.jiaohao.display.voice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How words are said (N22): lines {@code word,how to say it} or {@code word,how to say it,clip} in
 * UTF-8; {@code #} begins a comment. Only Chinese characters, Latin letters, digits and blanks are
 * taken, so that whatever stands there is harmless to a speech program. Bad lines are named by
 * number, the others are used.
 */
final class Lexicon {
  private static final Pattern WORD = Pattern.compile("[\\p{IsHan}A-Za-z0-9]{1,20}");
  private static final Pattern SAY =
      Pattern.compile("[\\p{IsHan}A-Za-z0-9][\\p{IsHan}A-Za-z0-9 ]{0,59}");
  private static final Pattern CLIP = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
  private static final int SHOWN_PROBLEMS = 5;
  private static final int MAX_BYTES = 1_000_000;

  private final Map<String, Phrase.Word> entries;
  private final List<Trouble> problems;
  private final int longest;

  private Lexicon(Map<String, Phrase.Word> entries, List<Trouble> problems) {
    this.entries = entries;
    this.problems = List.copyOf(problems);
    this.longest =
        Stream.concat(entries.keySet().stream(), ClipNames.all().keySet().stream())
            .mapToInt(String::length)
            .max()
            .orElse(0);
  }

  static Lexicon empty() {
    return new Lexicon(Map.of(), List.of());
  }

  /** The words that come with the program. */
  static Lexicon ofProgram() {
    try (InputStream in = Lexicon.class.getResourceAsStream("lexicon.csv")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The words of the program, and over them those of a hall.
   *
   * @param file the hall's, or null
   */
  static Lexicon ofHall(Path file) {
    Lexicon program = ofProgram();
    if (file == null) {
      return program;
    }
    Lexicon hall = read(file);
    var entries = new LinkedHashMap<>(program.entries);
    entries.putAll(hall.entries);
    return new Lexicon(entries, hall.problems);
  }

  /** Reads a file; one that cannot be read gives an empty lexicon with a problem. */
  static Lexicon read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("larger than " + MAX_BYTES + " bytes");
      }
      return parse(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString());
    } catch (CharacterCodingException e) {
      return broken(file, "不是 UTF-8 编码", "it is not UTF-8");
    } catch (IOException e) {
      return broken(file, e.toString(), e.toString());
    }
  }

  private static Lexicon broken(Path file, String zh, String en) {
    return new Lexicon(
        Map.of(),
        List.of(
            new Trouble(
                "LEXICON",
                "读不了发音词典 " + file + "（" + zh + "），请检查 jiaohao.voice.lexicon 后重启。",
                "The pronunciation lexicon "
                    + file
                    + " cannot be read ("
                    + en
                    + "): check jiaohao.voice.lexicon and restart.")));
  }

  static Lexicon parse(String text) {
    var entries = new LinkedHashMap<String, Phrase.Word>();
    var problems = new ArrayList<Trouble>();
    List<String> lines = new BufferedReader(new StringReader(text)).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = (i == 0 ? lines.get(i).replace("\uFEFF", "") : lines.get(i)).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(i + 1, line, entries, problems);
      }
    }
    return new Lexicon(entries, problems);
  }

  private static void add(
      int number, String line, Map<String, Phrase.Word> entries, List<Trouble> problems) {
    String[] columns = line.split(",", -1);
    for (int i = 0; i < columns.length; i++) {
      columns[i] = columns[i].strip();
    }
    if (columns.length < 2 || columns.length > 3) {
      bad(problems, number, "应为“词,读法”或“词,读法,录音名”", "must be 'word,say' or 'word,say,clip'");
    } else if (!WORD.matcher(columns[0]).matches()) {
      bad(problems, number, "词只能是汉字、字母、数字，最多 20 个", "the word: 1 to 20 Chinese, A-Z, 0-9");
    } else if (!SAY.matcher(columns[1]).matches()) {
      bad(
          problems,
          number,
          "读法只能是汉字、拼音、数字，最多 60 个",
          "how to say it: 1 to 60 Chinese, A-Z, 0-9, blanks");
    } else if (columns.length == 3 && !CLIP.matcher(columns[2]).matches()) {
      bad(problems, number, "录音名只能是小写字母、数字、-", "the clip: a-z, 0-9, -");
    } else if (entries.containsKey(columns[0])) {
      bad(
          problems,
          number,
          "“" + columns[0] + "”已在前面",
          "'" + columns[0] + "' stands above already");
    } else {
      String own = ClipNames.of(columns[0]);
      String clip = columns.length == 3 ? columns[2] : own == null ? columns[0] : own;
      entries.put(columns[0], new Phrase.Word(clip, columns[1]));
    }
  }

  private static void bad(List<Trouble> problems, int line, String zh, String en) {
    problems.add(new Trouble("LEXICON", "第 " + line + " 行：" + zh, "line " + line + ": " + en));
  }

  /** Every line that was not taken. */
  List<Trouble> problems() {
    return problems;
  }

  /** The problems in one message: the first five and how many more. */
  Optional<Trouble> trouble() {
    if (problems.isEmpty()) {
      return Optional.empty();
    }
    int more = Math.max(0, problems.size() - SHOWN_PROBLEMS);
    List<Trouble> first = problems.stream().limit(SHOWN_PROBLEMS).toList();
    return Optional.of(
        new Trouble(
            "LEXICON",
            "发音词典有误（其余各行照常使用）："
                + first.stream().map(Trouble::zh).collect(Collectors.joining("；"))
                + (more > 0 ? "；另有 " + more + " 处。" : "。"),
            "Pronunciation lexicon (its other lines are used): "
                + first.stream().map(Trouble::en).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more." : ".")));
  }

  /** Word → how it is said and its clip. */
  Map<String, Phrase.Word> entries() {
    return java.util.Collections.unmodifiableMap(entries);
  }

  /** A word of our own phrases, said as the lexicon wants it. */
  Phrase.Word own(String word) {
    Phrase.Word entry = entries.get(word);
    return entry != null ? entry : new Phrase.Word(ClipNames.of(word), word);
  }

  /**
   * A name of a window or an area, cut into numbers, capital letters and the longest words that the
   * lexicon or our own phrases know; empty when something else remains, which must not reach a
   * speech program.
   */
  Optional<List<Phrase.Word>> name(String name) {
    var words = new ArrayList<Phrase.Word>();
    int at = 0;
    while (at < name.length()) {
      String number = digitsAt(name, at);
      String known = longestAt(name, at);
      if (known != null && known.length() >= number.length()) {
        words.add(own(known));
        at += known.length();
      } else if (!number.isEmpty()) {
        ZhNumbers.window(number).chars().forEach(c -> words.add(own(String.valueOf((char) c))));
        at += number.length();
      } else {
        return Optional.empty();
      }
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  private static String digitsAt(String name, int at) {
    int end = at;
    while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
      end++;
    }
    return name.substring(at, end);
  }

  private String longestAt(String name, int at) {
    for (int length = Math.min(longest, name.length() - at); length > 0; length--) {
      String piece = name.substring(at, at + length);
      if (entries.containsKey(piece) || ClipNames.of(piece) != null) {
        return piece;
      }
    }
    return null;
  }
}
