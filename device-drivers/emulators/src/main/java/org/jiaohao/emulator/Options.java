package org.jiaohao.emulator;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Options of the command line: {@code --name value}, or {@code --name} alone for switches. */
public final class Options {
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> unread = new TreeSet<>();

  private Options() {}

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException when something is no option
   */
  static Options read(List<String> arguments) {
    Options options = new Options();
    for (int i = 0; i < arguments.size(); i++) {
      if (!arguments.get(i).startsWith("--")) {
        throw new IllegalArgumentException("'" + arguments.get(i) + "' is no option");
      }
      boolean alone = i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--");
      String name = arguments.get(i).substring(2);
      options.values.put(name, alone ? "" : arguments.get(++i));
      options.unread.add(name);
    }
    return options;
  }

  /** Text; complains when it is missing and there is no other. */
  public String text(String name, String otherwise) {
    unread.remove(name);
    String value = values.getOrDefault(name, otherwise);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("--" + name + " is missing or has no value");
    }
    return value;
  }

  /** Whether the option was written. */
  public boolean given(String name) {
    unread.remove(name);
    return values.containsKey(name);
  }

  /** Where it listens, as for {@link org.jiaohao.emulator.line.Line#of}. */
  public String listen() {
    return text("listen", null);
  }

  /** Bits per second of the line, 0 = no limit. */
  public int baud() {
    return number("baud", 0);
  }

  /** File for the traffic, or null. */
  public Path dump() {
    return path("dump");
  }

  /** Folder for pictures of what the device shows, or null. */
  public Path out() {
    return path("out");
  }

  /** A whole number. */
  public int number(String name, int otherwise) {
    String value = text(name, Integer.toString(otherwise));
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--" + name + " must be a whole number, not '" + value + "'", e);
    }
  }

  /** A file or folder, or null. */
  public Path path(String name) {
    return given(name) ? Path.of(text(name, null)) : null;
  }

  /** One of an enum, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String name, E otherwise) {
    String value = text(name, otherwise.name());
    E[] all = otherwise.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(each -> each.name().equalsIgnoreCase(value.replace('-', '_')))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--" + name + " must be one of " + Arrays.toString(all) + ", not " + value));
  }

  /** Complains about options that nobody asked for. */
  public void end() {
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException("unknown option --" + unread.iterator().next());
    }
  }
}
