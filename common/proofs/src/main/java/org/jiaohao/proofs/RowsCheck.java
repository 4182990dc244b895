package org.jiaohao.proofs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compares {@code docs/rows.md} with what a run of all tests proved: {@code RowsCheck PROJECT
 * [--write]}. With {@code --write} the column of tests is written anew first. Ends with 1 when the
 * two differ. {@code ./check} runs it after Maven; a run of some modules alone is not compared.
 */
public final class RowsCheck {

  private RowsCheck() {}

  /** Runs the comparison and ends the program. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    boolean write = arguments.length == 2 && arguments[1].equals("--write");
    if (arguments.length < 1 || arguments.length > 2 || arguments.length == 2 && !write) {
      System.err.println("RowsCheck PROJECT [--write]");
      System.exit(2);
    }
    System.exit(check(Path.of(arguments[0]), write, out) ? 0 : 1);
  }

  /** Whether the file fits the run; prints what does not, and the counts. */
  static boolean check(Path project, boolean write, PrintStream out) throws IOException {
    Path file = project.resolve("docs").resolve("rows.md");
    Run run = new Run(proofs(project));
    Register register = new Register(Files.readAllLines(file));
    if (write && register.isReadable()) {
      Files.write(file, register.updated(run));
      register = new Register(Files.readAllLines(file));
    }
    List<String> problems = register.problems(run);
    problems.forEach(out::println);
    if (!problems.isEmpty()) {
      out.println(
          "docs/rows.md is out of date: correct it, or run ./check --rows to list the tests anew.");
    }
    out.println("Rows: " + register.counts());
    return problems.isEmpty();
  }

  /** Modules lie one or two folders deep. */
  private static List<Proof> proofs(Path project) throws IOException {
    List<Proof> all = new ArrayList<>();
    try (Stream<Path> folders =
        Files.find(project, 4, (path, file) -> path.endsWith(Path.of("target", "proofs")))) {
      for (Path folder : folders.toList()) {
        all.addAll(ProofFiles.in(folder));
      }
    }
    return all;
  }
}
