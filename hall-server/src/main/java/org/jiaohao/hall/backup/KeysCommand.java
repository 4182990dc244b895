package org.jiaohao.hall.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code keys --from FOLDER --to FILE}: the hall's keys, which no backup holds, as one file to be
 * kept apart from the backups. The server may run meanwhile.
 */
public final class KeysCommand {
  /** First argument of the program. */
  public static final String NAME = "keys";

  private static final int DONE = 0;
  private static final int WRONG_ARGUMENTS = 30;
  private static final int NO_KEYS = 31;
  private static final int THERE_ALREADY = 33;

  private KeysCommand() {}

  /**
   * Writes the file and says so.
   *
   * @param arguments of the program, {@link #NAME} first
   * @param out what happened, in Chinese and in English
   * @return exit code, 0 when written
   */
  public static int run(List<String> arguments, PrintStream out) {
    Path from = RestoreCommand.value(arguments, "--from");
    Path to = RestoreCommand.value(arguments, "--to");
    if (from == null || to == null || arguments.size() != 5) {
      out.println("用法：java -jar hall-server-exec.jar keys --from 数据文件夹 --to 新文件");
      out.println("Usage: java -jar hall-server-exec.jar keys --from FOLDER --to NEW-FILE");
      return WRONG_ARGUMENTS;
    }
    try {
      List<Path> keys = Files.isDirectory(from) ? DataFiles.keys(from) : List.of();
      if (keys.isEmpty()) {
        out.printf("%s 中没有密钥：请用 --from 指定大厅的数据文件夹。%n", from);
        out.printf("There are no keys in %s: name the hall's data folder by --from.%n", from);
        return NO_KEYS;
      }
      if (Files.exists(to)) {
        out.printf("%s 已存在，未作任何更改：请指定新文件。%n", to);
        out.printf("%s is there already, nothing was changed: name a new file.%n", to);
        return THERE_ALREADY;
      }
      BackupArchive.writeKeys(to, from, keys);
    } catch (IOException e) {
      return RestoreCommand.notWritten(to, e, out);
    }
    out.printf("密钥已写入 %s：请与备份分开、妥善保管（例如放入保险柜的 U 盘），恢复时用 --keys 指定。%n", to);
    out.printf(
        "The keys are in %s: keep it locked away and apart from the backups, and name it by --keys"
            + " when you restore.%n",
        to);
    return DONE;
  }
}
