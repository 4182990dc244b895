package org.jiaohao.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * An ext4 file system in a file, mounted by a loop device, that a power cut takes back to what had
 * reached the disk. While the program that writes stands still, the file is copied as it is: what
 * the program has written but not synced, and the kernel has not written back by itself, is in the
 * kernel's memory and not in the copy. Then the copy is mounted in place of the file.
 */
final class ForgetfulDisk implements AutoCloseable {
  private static final long BYTES = 192L * 1024 * 1024;

  private final Path image;
  private final Path folder;

  private ForgetfulDisk(Path image, Path folder) {
    this.image = image;
    this.folder = folder;
  }

  /** Whether this user may mount file systems here. */
  static boolean possible(Path scratch) throws IOException {
    try (ForgetfulDisk tried = at(Files.createDirectories(scratch.resolve("tried")))) {
      return Files.isDirectory(tried.folder);
    } catch (JourneyException notPermitted) {
      System.out.println("No power cuts: " + notPermitted.getMessage());
      return false;
    }
  }

  /** Makes an empty one and mounts it at a folder. */
  static ForgetfulDisk at(Path folder) throws IOException {
    Path image = folder.resolveSibling(folder.getFileName() + ".img");
    Files.createDirectories(folder);
    run("truncate", "-s", String.valueOf(BYTES), image.toString());
    run("mkfs.ext4", "-q", "-F", image.toString());
    var disk = new ForgetfulDisk(image, folder);
    disk.mount();
    return disk;
  }

  private void mount() {
    run("mount", "-o", "loop", image.toString(), folder.toString());
  }

  /** Cuts the power: the program is gone, and so is what had not reached the disk. */
  void cut(RunningProgram writer) {
    Path left = image.resolveSibling(image.getFileName() + ".left");
    run("kill", "-STOP", String.valueOf(writer.pid()));
    run("cp", "--sparse=always", image.toString(), left.toString());
    writer.kill();
    run("umount", folder.toString());
    try {
      Files.move(left, image, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new JourneyException("Cannot put " + left + " in place: " + e.getMessage(), e);
    }
    mount();
  }

  @Override
  public void close() throws IOException {
    run("umount", folder.toString());
    Files.deleteIfExists(image);
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new JourneyException(String.join(" ", command) + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new JourneyException(command[0] + " does not start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JourneyException(command[0] + " was interrupted", e);
    }
  }
}
