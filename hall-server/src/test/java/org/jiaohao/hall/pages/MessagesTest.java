package org.jiaohao.hall.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything a person reads exists in both languages. */
class MessagesTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern KEY = Pattern.compile("(?:#\\{|msg\\(')([a-z][\\w.-]*\\w)(?=[(}'])");

  private static final Path MESSAGES = Path.of("src/main/resources/messages");

  /** The words of all rooms in one language; a key stands in one room only. */
  private static Properties load(boolean english) throws IOException {
    var all = new Properties();
    try (Stream<Path> files = Files.list(MESSAGES)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith("_en.properties") == english) {
          var room = new Properties();
          try (var in = Files.newBufferedReader(file)) {
            room.load(in);
          }
          room.forEach((key, text) -> assertThat(all.put(key, text)).as(key + "").isNull());
        }
      }
    }
    return all;
  }

  @Test
  void everyKeyIsInBothLanguagesWithTheSameArguments() throws IOException {
    Properties zh = load(false);
    Properties en = load(true);
    assertThat(without(zh, en)).as("keys missing in English").isEmpty();
    assertThat(without(en, zh)).as("keys missing in Chinese").isEmpty();
    for (String key : zh.stringPropertyNames()) {
      assertThat(arguments(en, key)).as(key).isEqualTo(arguments(zh, key));
      assertThat(zh.getProperty(key)).as(key).isNotBlank();
      assertThat(en.getProperty(key)).as(key).isNotBlank();
    }
  }

  private static Set<String> without(Properties these, Properties those) {
    var keys = new TreeSet<>(these.stringPropertyNames());
    keys.removeAll(those.stringPropertyNames());
    return keys;
  }

  private static int arguments(Properties messages, String key) {
    return new MessageFormat(messages.getProperty(key)).getFormatsByArgumentIndex().length;
  }

  @Test
  void everyKeyATemplateNamesExists() throws IOException {
    Properties zh = load(false);
    var missing = new TreeSet<String>();
    int named = 0;
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
        Matcher keys = KEY.matcher(Files.readString(file));
        while (keys.find()) {
          named++;
          if (!zh.containsKey(keys.group(1))) {
            missing.add(file.getFileName() + ": " + keys.group(1));
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(50);
  }

  @Test
  void templatesCarryNoTextOfTheirOwnInChineseOutsidePlaceholders() throws IOException {
    // A Chinese text that is not replaced by th:text would be shown to English readers, too; the
    // printed card is bilingual on purpose.
    var own = new TreeSet<String>();
    Pattern plain = Pattern.compile("<([a-z0-9]+)((?:(?!th:|>)[^>])*)>[^<]*\\p{IsHan}");
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
        Matcher found = plain.matcher(Files.readString(file));
        while (found.find()) {
          own.add(file.getFileName() + ": " + found.group());
        }
      }
    }
    assertThat(own).allMatch(text -> text.startsWith("cards.html"));
  }
}
