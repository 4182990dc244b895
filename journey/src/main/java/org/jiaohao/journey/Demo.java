package org.jiaohao.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code ./demo}: starts a hall for a visitor, or plays one round of it with {@code --check}. */
public final class Demo {
  private final Path root;
  private final Path folder;
  private final Path file;
  private final DemoOptions options;

  private Demo(Path root, Path folder, DemoOptions options) {
    this.root = root;
    this.folder = folder;
    this.file = folder.resolve("demo.json");
    this.options = options;
  }

  /**
   * Runs the demo until Ctrl-C, or the check to its end; exits 1 with one sentence on failure. The
   * system property {@code jiaohao.root} names the project's folder, {@code jiaohao.demo.folder}
   * the folder for data and logs ({@code .demo}), {@code jiaohao.parent} the process whose end ends
   * the demo as well (0: none).
   */
  public static void main(String[] arguments) {
    try {
      Path root = Path.of(System.getProperty("jiaohao.root", ".")).toAbsolutePath().normalize();
      Path folder = root.resolve(System.getProperty("jiaohao.demo.folder", ".demo"));
      System.exit(new Demo(root, folder, DemoOptions.parse(List.of(arguments))).run());
    } catch (JourneyException e) {
      System.err.println("demo: " + e.getMessage());
      System.exit(1);
    }
  }

  private int run() {
    Optional<FolderLock> lock = FolderLock.take(folder);
    if (lock.isPresent()) {
      return startHall();
    }
    if (!options.check()) {
      throw new JourneyException(
          "A demo already runs from this folder; its addresses are in " + file + ".");
    }
    if (options.printer() != null || options.strip() != null) {
      throw new JourneyException(
          "A demo already runs from this folder: stop it first, or leave out --printer and --strip.");
    }
    System.out.println("Playing against the demo that already runs from this folder.");
    return DemoCheck.play(DemoFile.read(file), System.out);
  }

  private int startHall() {
    HallProcesses hall =
        new HallProcesses(HallPlan.demo(root, folder, options), System.out::println);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(hall), "stop-demo"));
    endWith(Long.getLong("jiaohao.parent", 0));
    try {
      hall.start();
      hall.describe().write(file);
      if (options.check()) {
        return DemoCheck.play(hall.describe(), System.out);
      }
      System.out.println(Welcome.text(hall.describe()));
      hall.awaitEnd();
      return 0;
    } catch (JourneyException e) {
      if (hall.closing()) {
        return 0;
      }
      throw e;
    }
  }

  private static void endWith(long parent) {
    if (parent > 0) {
      ProcessHandle.of(parent)
          .map(ProcessHandle::onExit)
          .orElseGet(() -> CompletableFuture.completedFuture(null))
          .thenRun(() -> System.exit(0));
    }
  }

  private void stop(HallProcesses hall) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.err.println("demo: cannot delete " + file + ": " + e.getMessage());
    }
    hall.close();
  }
}
