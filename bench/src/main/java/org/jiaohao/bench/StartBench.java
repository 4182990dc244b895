package org.jiaohao.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Start time, as each program logs it, and resident memory of the three programs (Linux). */
final class StartBench {
  private static final Pattern STARTED = Pattern.compile("process running for ([0-9.]+)");

  private StartBench() {}

  static void run(Hall hall) throws IOException {
    System.out.printf("%n| program | start s | resident MB |%n|---|---|---|%n");
    for (var program :
        List.of(
            List.of("hall-server", "hall-server"),
            List.of("kiosk-agent", "kiosk-1"),
            List.of("display-agent", "display-1"))) {
      System.out.printf(
          "| %s | %s | %s |%n",
          program.getFirst(), start(hall.folder(), program), resident(program.getFirst()));
    }
  }

  private static String start(Path folder, List<String> names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path log : files.filter(f -> f.toString().endsWith(".log")).toList()) {
        boolean its = names.stream().anyMatch(n -> log.getFileName().toString().startsWith(n));
        Matcher found = STARTED.matcher(its ? Files.readString(log) : "");
        if (found.find()) {
          return found.group(1);
        }
      }
    }
    return "not logged";
  }

  private static String resident(String program) throws IOException {
    OptionalLong process = process(program);
    return process.isEmpty()
        ? "not running"
        : String.valueOf(status(process.getAsLong(), "VmRSS") / 1024);
  }

  /** Process id of one of the demo's programs. */
  static OptionalLong process(String program) throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("\\d+"))
          .filter(process -> runs(process, program))
          .mapToLong(process -> Long.parseLong(process.getFileName().toString()))
          .findFirst();
    }
  }

  /** A number of {@code /proc/PID/status}. */
  static long status(long process, String name) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(process), "status")).stream()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static boolean runs(Path process, String program) {
    try {
      byte[] line = Files.readAllBytes(process.resolve("cmdline"));
      String[] words = new String(line, StandardCharsets.UTF_8).split("\0");
      return words[0].endsWith("/java")
          && Stream.of(words).anyMatch(w -> w.endsWith(".jar") && w.contains("/" + program + "-"));
    } catch (IOException e) {
      return false; // it ended meanwhile
    }
  }
}
