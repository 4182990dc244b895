package org.jiaohao.hall.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files and folders that only the user who runs the server may read, written so that a power cut
 * leaves the old or the new. Where there are no such permissions (Windows), those of the parent
 * folder hold.
 */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Makes a folder and those above it, or makes one that is there private. */
  public static Path makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    restrict(folder, FOLDER);
    return folder;
  }

  /** Makes an empty file, or makes one that is there private. */
  public static Path make(Path file) throws IOException {
    try (FileChannel made =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      restrict(file, FILE); // before anything is in it
    }
    return file;
  }

  /** Makes a file or folder private with all that is in it. */
  public static void restrict(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.filter(one -> !Files.isSymbolicLink(one)).toList()) {
        restrict(each, Files.isDirectory(each) ? FOLDER : FILE);
      }
    }
  }

  private static void restrict(Path path, Set<PosixFilePermission> to) throws IOException {
    var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null && !view.readAttributes().permissions().equals(to)) {
      view.setPermissions(to);
    }
  }

  /** Writes a small file whole. */
  public static void write(Path file, byte[] content) throws IOException {
    Path part = make(file.resolveSibling(file.getFileName() + ".part"));
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.wrap(content));
    }
    publish(part, file);
  }

  /** Gives a file that is complete its name; both survive a power cut from then on. */
  public static void publish(Path part, Path file) throws IOException {
    sync(part);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(file.toAbsolutePath().getParent());
  }

  /** Brings a file's content to the disk. */
  public static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Brings a folder's names to the disk; Windows does so by itself. */
  public static void syncFolder(Path folder) throws IOException {
    if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Deletes a folder with all that is in it, if it is there. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (NoSuchFileException e) {
      return; // it is not
    }
  }
}
