package org.jiaohao.hall.store;

import java.nio.file.Path;
import org.springframework.boot.ExitCodeGenerator;

/**
 * The hall cannot be run from its data folder. Told to whoever started the program in one sentence
 * of each language that says what to do, and by the exit code.
 */
public final class FolderRefused extends CannotStart implements ExitCodeGenerator {
  private static final String RESTORE =
      "java -jar hall-server-exec.jar restore --from FILE --to \"%s\"";

  private final Why why;

  /** Why, with the exit code of the program. */
  public enum Why {
    /** The folder cannot be made, read or written. */
    NO_FOLDER(20),
    /** Another program runs from it. */
    IN_USE(21),
    /** A hall lives here, but its database is gone. */
    MISSING(22),
    /** A hall lives here, but its database holds nothing. */
    EMPTY(23),
    /** The database is damaged, or no database at all. */
    DAMAGED(24),
    /** The database was written by a newer program. */
    NEWER(25),
    /** The database is not a hall's. */
    FOREIGN(26);

    private final int exitCode;

    Why(int exitCode) {
      this.exitCode = exitCode;
    }
  }

  FolderRefused(Why why, Path folder, Exception cause) {
    super(sentences(why, folder.toAbsolutePath().normalize(), cause), cause);
    this.why = why;
  }

  /** Why. */
  public Why why() {
    return why;
  }

  @Override
  public int getExitCode() {
    return why.exitCode;
  }

  /** What to do, a sentence in Chinese and one in English. */
  private static String sentences(Why why, Path folder, Exception cause) {
    Path file = folder.resolve(HallFolder.DATABASE);
    var reason = cause == null ? new Cause("", "") : Cause.of(cause);
    Path marker = folder.resolve(HallFolder.MARKER);
    String restore = RESTORE.formatted(folder);
    String replace = restore + " --replace";
    return switch (why) {
      case NO_FOLDER ->
          """
          无法读写数据文件夹 %1$s（%2$s），请检查磁盘、空间和权限后重新启动。
          The data folder %1$s cannot be read and written (%3$s): check disk, space and permissions, then start again."""
              .formatted(folder, reason.zh(), reason.en());
      case IN_USE ->
          """
          另一个程序正在使用数据文件夹 %1$s：请使用正在运行的那个服务器，或先停止它再启动；删除 hall.lock 没有作用。
          Another server uses the data folder %1$s: use the one that runs, or stop it first; to delete hall.lock does not help."""
              .formatted(folder);
      case MISSING ->
          """
          此处的大厅数据库 %1$s 已丢失：请用最近的备份恢复（%2$s）；确实要新建大厅时，先删除 %3$s 再启动。
          The hall's database %1$s is gone: restore the last backup (%2$s), or delete %3$s if a new hall is really to begin."""
              .formatted(file, restore, marker);
      case EMPTY ->
          """
          此处的大厅数据库 %1$s 是空的：请用最近的备份恢复（%2$s）；确实要新建大厅时，先删除 %3$s 再启动。
          The hall's database %1$s is empty: restore the last backup (%2$s), or delete %3$s if a new hall is really to begin."""
              .formatted(file, replace, marker);
      case DAMAGED ->
          """
          大厅数据库 %1$s 已损坏：请用最近的备份恢复（%2$s），损坏的文件会另存保留。
          The hall's database %1$s is damaged: restore the last backup (%2$s); the damaged file is kept beside it."""
              .formatted(file, replace);
      case NEWER ->
          """
          大厅数据库 %1$s 由更新版本的程序写入：请启动那个版本，或恢复升级前的备份（%2$s）。
          The hall's database %1$s was written by a newer version: start that one, or restore a backup from before (%2$s)."""
              .formatted(file, replace);
      case FOREIGN ->
          """
          %1$s 不是大厅的数据库：请用 jiaohao.data 指定大厅的数据文件夹，或移走该文件。
          %1$s is not a hall's database: name the hall's data folder by jiaohao.data, or move the file away."""
              .formatted(file);
    };
  }
}
