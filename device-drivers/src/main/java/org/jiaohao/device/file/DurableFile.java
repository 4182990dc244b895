package org.jiaohao.device.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Replaces a file as a whole: a power cut leaves either the old content or the new one, and once a
 * method has returned it is the new one. The content is written beside the file as {@code
 * name.new}, forced to the disk and renamed; then the folder is forced as well, since a rename is
 * durable only when its folder is. Two threads must not replace the same file at the same time.
 */
public final class DurableFile {
  private static final FileAttribute<?>[] DEFAULT_RIGHTS = {};

  private DurableFile() {}

  /**
   * Replaces or creates a file, and its folder if need be.
   *
   * @throws IOException when the disk does not take it; the old content is still there
   */
  public static void replace(Path file, byte[] content) throws IOException {
    replace(file, content, DEFAULT_RIGHTS);
  }

  /**
   * The same for a secret: only the owner can read the file, where the file system knows rights.
   *
   * @throws IOException when the disk does not take it; the old content is still there
   */
  public static void replaceSecret(Path file, byte[] content) throws IOException {
    replace(
        file,
        content,
        posix(file)
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : DEFAULT_RIGHTS);
  }

  private static void replace(Path file, byte[] content, FileAttribute<?>[] rights)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    createFolder(folder);
    Path fresh = folder.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(fresh, options, rights)) {
      write(channel, content);
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(folder);
  }

  /**
   * Writes all bytes at the channel's position.
   *
   * @throws IOException when the disk does not take them; some may have been written
   */
  public static void write(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** A new folder is durable only when the one around it is forced. */
  private static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path around = folder.getParent();
      createFolder(around);
      Files.createDirectories(folder);
      forceFolder(around);
    }
  }

  /** Windows has no such call and needs none. */
  private static void forceFolder(Path folder) throws IOException {
    if (posix(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
