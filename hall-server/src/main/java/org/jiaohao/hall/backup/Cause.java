package org.jiaohao.hall.backup;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Why a backup failed, in words: the system's own texts are often a path and nothing else.
 *
 * @param zh zh-CN
 * @param en English
 */
record Cause(String zh, String en) {

  static Cause of(Throwable failure) {
    String said = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (said.contains("No space left") || said.contains("SQLITE_FULL")) {
      return new Cause("磁盘已满（" + said + "）", "the disk is full (" + said + ")");
    }
    return switch (failure) {
      case NoSpaceException full -> full.told();
      case AccessDeniedException denied ->
          new Cause("没有读写权限：" + denied.getFile(), "no permission for " + denied.getFile());
      case NoSuchFileException missing ->
          new Cause("文件或文件夹不存在：" + missing.getFile(), missing.getFile() + " does not exist");
      case FileAlreadyExistsException taken ->
          new Cause(
              "应为文件夹或新文件之处已有其他文件：" + taken.getFile(),
              "something else lies where a folder or a new file belongs: " + taken.getFile());
      case FileSystemException other ->
          new Cause("文件系统错误：" + said, "the file system refused: " + said);
      default -> new Cause(said, said);
    };
  }

  /** There is not room enough for what a backup needs. */
  static final class NoSpaceException extends java.io.IOException {
    private final long free;
    private final long needed;
    private final String folder;

    /**
     * Creates one.
     *
     * @param free bytes
     * @param needed bytes
     */
    NoSpaceException(long free, long needed, String folder) {
      super(
          "%d MB are free in %s, a backup needs %d MB".formatted(free >> 20, folder, needed >> 20));
      this.free = free >> 20;
      this.needed = needed >> 20;
      this.folder = folder;
    }

    private Cause told() {
      return new Cause("%s 剩余 %d MB，备份需要 %d MB".formatted(folder, free, needed), getMessage());
    }
  }
}
