package org.jiaohao.emulator.onbon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an emulated sign leaves a picture of each change, numbered from 1. */
final class PictureFolder {
  private static final Logger log = LoggerFactory.getLogger(PictureFolder.class);

  private final Path folder;
  private final String name;
  private int saved;

  /**
   * Makes the folder.
   *
   * @param folder null when no pictures are wanted
   * @param name first part of the files' names
   * @throws IOException when it cannot be made
   */
  PictureFolder(Path folder, String name) throws IOException {
    this.folder = folder;
    this.name = name;
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  void save(SignPicture picture) {
    if (folder == null) {
      return;
    }
    Path file = folder.resolve("%s-%04d.png".formatted(name, ++saved));
    try {
      Files.write(file, picture.png());
    } catch (IOException e) {
      log.error("Cannot write {}, the picture is only in memory", file, e);
    }
  }
}
