package org.jiaohao.device.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jiaohao.device.api.DocumentScanner.Page;
import org.jiaohao.device.file.DurableFile;

/**
 * The pages of a job that is under way, in a folder beside the file they become: each is on the
 * disk before the next one comes, so that a power cut in a long job takes none of them.
 */
final class PageFolder {
  private final Path folder;
  private final List<Path> pages = new ArrayList<>();

  private PageFolder(Path folder) {
    this.folder = folder;
  }

  /** An unused folder for a file; those of jobs that were cut off stay as they are. */
  static PageFolder beside(Path file) {
    return new PageFolder(numbered(file, leftBy(file).size() + 1));
  }

  /** Folders that earlier jobs for this file left behind. */
  static List<Path> leftBy(Path file) {
    List<Path> left = new ArrayList<>();
    while (Files.exists(numbered(file, left.size() + 1))) {
      left.add(numbered(file, left.size() + 1));
    }
    return left;
  }

  private static Path numbered(Path file, int number) {
    String name = file.getFileName() + ".pages" + (number == 1 ? "" : "-" + number);
    return file.toAbsolutePath().resolveSibling(name);
  }

  /**
   * Keeps a page.
   *
   * @return its file, which is on the disk
   * @throws IOException when the disk does not take it
   */
  Path keep(Page page) throws IOException {
    String ending =
        switch (page.mediaType()) {
          case "image/jpeg" -> "jpg";
          case "image/png" -> "png";
          case "image/tiff" -> "tif";
          case "application/pdf" -> "pdf";
          default -> "bin";
        };
    Path file = folder.resolve(String.format(Locale.ROOT, "%03d.%s", page.number(), ending));
    DurableFile.replace(file, page.data());
    pages.add(file);
    return file;
  }

  /** All pages, in their order. */
  List<Path> pages() {
    return pages;
  }

  /**
   * Takes pages away that have become part of a file that is on the disk; the folder goes with the
   * last of them.
   */
  void discard(List<Path> done) throws IOException {
    for (Path page : done) {
      Files.delete(page);
      pages.remove(page);
    }
    if (pages.isEmpty()) {
      Files.deleteIfExists(folder);
    }
  }
}
