package org.jiaohao.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Start time, as each program logs it, and resident memory of the three programs (Linux). */
final class StartBench {
  private static final Pattern STARTED = Pattern.compile("process running for ([0-9.]+)");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

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
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.toList()) {
        if (process.getFileName().toString().matches("\\d+") && runs(process, program)) {
          Matcher found = RESIDENT.matcher(Files.readString(process.resolve("status")));
          if (found.find()) {
            return String.valueOf(Long.parseLong(found.group(1)) / 1024);
          }
        }
      }
    }
    return "not running";
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
