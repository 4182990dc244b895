package org.jiaohao.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jiaohao.proofs.Repetitions;

/** Where the tests find the built programs and put their halls. */
final class TestHall {
  private TestHall() {}

  /** Folder of the project. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("demo"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("Run the tests inside the project's folder.");
      }
    }
    return folder;
  }

  /** A new folder below {@code target}, so that logs of a failed test can be read afterwards. */
  static Path folder(Class<?> test) {
    try {
      Path parent = root().resolve("journey/target/halls");
      Files.createDirectories(parent);
      return Files.createTempDirectory(parent, test.getSimpleName() + "-");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A whole hall of emulated devices, on free ports, started and ready. */
  static HallProcesses started(Class<?> test, String... settings) {
    HallProcesses hall =
        new HallProcesses(
            HallPlan.test(root(), folder(test), !Repetitions.longRun(), settings), text -> {});
    hall.start();
    return hall;
  }
}
