package org.jiaohao.hall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A table has one owner: only its room's SQL names it. Others ask the owner's read method, hear its
 * event, or (reports) read a view that the owner publishes, named {@code room_…}. The owner is the
 * room in whose folder of migrations the table is created; those of the first two migrations, which
 * lie in no folder, are listed here.
 */
class TableOwnerTest {
  private static final Path SOURCES = Path.of("src/main/java/org/jiaohao/hall");
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  private static final Map<String, String> FIRST_OWNERS =
      Map.ofEntries(
          Map.entry("event", "store"),
          Map.entry("relay_cursor", "store"),
          Map.entry("idempotency", "store"),
          Map.entry("account", "identity"),
          Map.entry("admin_link", "identity"),
          Map.entry("agent", "identity"),
          Map.entry("enrolment_code", "identity"),
          Map.entry("hall", "hall"),
          Map.entry("area", "hall"),
          Map.entry("queue", "hall"),
          Map.entry("hall_window", "hall"),
          Map.entry("window_queue", "hall"),
          Map.entry("alert", "alert"),
          Map.entry("business_day", "calendar"),
          Map.entry("item", "item"),
          Map.entry("item_offer", "item"),
          Map.entry("queue_line", "queue"),
          Map.entry("queue_counter", "queue"),
          Map.entry("ticket", "queue"),
          Map.entry("ticket_leg", "queue"),
          Map.entry("window_state", "window"),
          Map.entry("ticket_call", "window"),
          Map.entry("announcement", "publicity"),
          Map.entry("call_receipt", "device"),
          Map.entry("print_result", "device"));

  /** A string literal of Java, with everything between the quotes. */
  private static final Pattern LITERAL =
      Pattern.compile("\"{3}(.*?)\"{3}|\"((?:[^\"\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

  /** Where SQL names a table. */
  private static final Pattern NAMED =
      Pattern.compile(
          "\\b(?:from|join|into|update|table)\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?([a-z_]+)",
          Pattern.CASE_INSENSITIVE);

  /** The tables after the first one of a list, as in {@code from item i, ticket t}. */
  private static final Pattern LISTED =
      Pattern.compile(
          "\\bfrom\\s+[a-z_]+(?:\\s+[a-z]+)?\\s*,\\s*([a-z_]+(?:[a-z_,\\s]*[a-z])?)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CREATED =
      Pattern.compile("\\bcreate\\s+(table|view)\\s+([a-z_]+)", Pattern.CASE_INSENSITIVE);

  /** Owners of all tables by the files that create them. */
  private static Map<String, String> owners() throws IOException {
    var owners = new TreeMap<String, String>();
    for (Path file : files(MIGRATIONS, ".sql")) {
      Path place = MIGRATIONS.relativize(file);
      Matcher created = CREATED.matcher(Files.readString(file));
      while (created.find()) {
        if (created.group(1).equalsIgnoreCase("table")) {
          String table = created.group(2);
          owners.put(
              table,
              place.getNameCount() > 1 ? place.getName(0).toString() : FIRST_OWNERS.get(table));
        }
      }
    }
    return owners;
  }

  @Test
  void everyTableHasAnOwnerThatIsARoom() throws IOException {
    Map<String, String> owners = owners();
    assertThat(owners).containsAllEntriesOf(FIRST_OWNERS).doesNotContainValue(null);
    assertThat(owners.values()).allMatch(room -> Files.isDirectory(SOURCES.resolve(room)));
  }

  /** A view is named after the room that publishes it; its own room and the reports read it. */
  @Test
  void viewsAreForReports() throws IOException {
    var views = new TreeMap<String, String>();
    for (Path file : files(MIGRATIONS, ".sql")) {
      Matcher created = CREATED.matcher(Files.readString(file));
      while (created.find()) {
        if (created.group(1).equalsIgnoreCase("view")) {
          views.put(created.group(2), MIGRATIONS.relativize(file).getName(0).toString());
        }
      }
    }
    assertThat(views).isNotEmpty();
    views.forEach((view, room) -> assertThat(view).startsWith(room + "_"));
    var trespasses = new ArrayList<String>();
    for (Path file : files(SOURCES, ".java")) {
      String room = SOURCES.relativize(file).getName(0).toString();
      for (String view : named(Files.readString(file))) {
        if (views.containsKey(view) && !Set.of("report", views.get(view)).contains(room)) {
          trespasses.add(SOURCES.relativize(file) + " names " + view);
        }
      }
    }
    assertThat(trespasses).isEmpty();
  }

  @Test
  void onlyTheOwnersSqlNamesATable() throws IOException {
    Map<String, String> owners = owners();
    var trespasses = new ArrayList<String>();
    for (Path file : files(SOURCES, ".java")) {
      String room = SOURCES.relativize(file).getName(0).toString();
      for (String table : named(Files.readString(file))) {
        String owner = owners.get(table);
        if (owner != null && !owner.equals(room)) {
          trespasses.add(SOURCES.relativize(file) + " names " + table + " of " + owner);
        }
      }
    }
    assertThat(trespasses).isEmpty();
  }

  /** Words after from, join, into, update in the literals of a class, also as table names alone. */
  private static TreeSet<String> named(String source) {
    var literals = new ArrayList<String>();
    Matcher literal = LITERAL.matcher(source.replaceAll("\"\\s*\\+\\s*\"", ""));
    while (literal.find()) {
      literals.add(literal.group(1) != null ? literal.group(1) : literal.group(2));
    }
    var found = new TreeSet<String>();
    for (String text : literals) {
      Matcher named = NAMED.matcher(text);
      while (named.find()) {
        found.add(named.group(1).toLowerCase(java.util.Locale.ROOT));
      }
      Matcher listed = LISTED.matcher(text);
      while (listed.find()) {
        for (String table : listed.group(1).split(",")) {
          found.add(table.strip().split("\\s")[0].toLowerCase(java.util.Locale.ROOT));
        }
      }
    }
    return found;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(ending)).collect(Collectors.toList());
    }
  }
}
