package org.jiaohao.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that {@link ProofListener} left behind. */
final class ProofFiles {

  private ProofFiles() {}

  /** The proofs in the files of one folder, in no order. */
  static List<Proof> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".tsv"))
          .flatMap(ProofFiles::read)
          .toList();
    }
  }

  private static Stream<Proof> read(Path file) {
    try {
      return Files.readAllLines(file).stream().map(Proof::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
