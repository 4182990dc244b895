package org.jiaohao.hall.store;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;

/**
 * Why something with files failed, in words: the system's own texts are often a path and nothing
 * else, and English in both sentences.
 *
 * @param zh zh-CN
 * @param en English
 */
public record Cause(String zh, String en) {
  /** What the system says, and what it is called in Chinese. */
  private static final Map<String, String> REASONS =
      Map.of(
          "Read-only file system", "文件系统为只读",
          "Input/output error", "磁盘读写出错",
          "Not a directory", "路径中的一级不是文件夹",
          "Is a directory", "此处是文件夹",
          "Too many open files", "打开的文件过多",
          "File name too long", "文件名过长",
          "Device or resource busy", "正被占用",
          "Operation not permitted", "不允许此操作",
          "Stale file handle", "网络磁盘已失去连接",
          "Directory not empty", "文件夹不是空的");

  /** A failure that knows its words. */
  public interface Told {
    /** Why, in both languages. */
    Cause told();
  }

  /** The words for a failure; for one that is not known, the English ones tell the details. */
  public static Cause of(Throwable failure) {
    String said = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (failure instanceof Told known) {
      return known.told();
    }
    if (said.contains("No space left") || said.contains("SQLITE_FULL")) {
      return new Cause("磁盘已满", "the disk is full (" + said + ")");
    }
    return switch (failure) {
      case AccessDeniedException denied ->
          new Cause("没有读写权限：" + denied.getFile(), "no permission for " + denied.getFile());
      case NoSuchFileException missing ->
          new Cause("文件或文件夹不存在：" + missing.getFile(), missing.getFile() + " does not exist");
      case FileAlreadyExistsException taken ->
          new Cause(
              "应为文件夹或新文件之处已有其他文件：" + taken.getFile(),
              "something else lies where a folder or a new file belongs: " + taken.getFile());
      case FileSystemException other ->
          new Cause(
              reason(said).orElse("文件系统拒绝读写") + "：" + other.getFile(),
              "the file system refused: " + said);
      default -> new Cause(reason(said).orElse("意外错误，详见英文说明和服务器日志"), said);
    };
  }

  private static Optional<String> reason(String said) {
    return REASONS.entrySet().stream()
        .filter(each -> said.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
