package org.jiaohao.hall.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jiaohao.hall.store.FolderRefused;

/** {@code restore --from FILE --to FOLDER [--replace]}: a backup becomes a data folder again. */
public final class RestoreCommand {
  /** First argument of the program. */
  public static final String NAME = "restore";

  private static final int DONE = 0;
  private static final int WRONG_ARGUMENTS = 30;
  private static final int UNSOUND = 31;
  private static final int OCCUPIED = 32;
  private static final int NOT_WRITTEN = 33;

  private RestoreCommand() {}

  /**
   * Restores and says so.
   *
   * @param arguments of the program, {@link #NAME} first
   * @param out what happened, in Chinese and in English
   * @return exit code, 0 when restored
   */
  public static int run(List<String> arguments, Clock clock, PrintStream out) {
    Path from = value(arguments, "--from");
    Path to = value(arguments, "--to");
    int known = 5 + (arguments.contains("--replace") ? 1 : 0);
    if (from == null || to == null || arguments.size() != known) {
      out.println("用法：java -jar hall-server-exec.jar restore --from 备份文件 --to 数据文件夹 [--replace]");
      out.println(
          "Usage: java -jar hall-server-exec.jar restore --from FILE --to FOLDER [--replace]");
      return WRONG_ARGUMENTS;
    }
    try {
      boolean replace = arguments.contains("--replace");
      Manifest restored = Restoring.restore(from, to, replace, Restoring.time(clock));
      out.printf(
          "已将 %s 的备份恢复到 %s，%d 个表共 %d 行全部核对一致；现在可以启动服务器：--jiaohao.data=%s%n",
          restored.takenAt(), to, restored.tables().size(), restored.rows(), to);
      out.printf(
          "The backup of %s is restored to %s, all %d rows of %d tables compared; start the server"
              + " now: --jiaohao.data=%s%n",
          restored.takenAt(), to, restored.rows(), restored.tables().size(), to);
      return DONE;
    } catch (FolderRefused e) {
      out.println(e.getMessage());
      return e.getExitCode();
    } catch (Restoring.OccupiedException e) {
      out.printf("%s 中已有大厅的数据：请指定空文件夹，或加上 --replace（原有数据会另存保留）。%n", to);
      out.printf(
          "A hall lives in %s: name an empty folder, or add --replace (the old data are kept beside"
              + " it).%n",
          to);
      return OCCUPIED;
    } catch (BackupArchive.UnsoundException e) {
      return unsound(from, e.getMessage(), out);
    } catch (IOException e) {
      if (!Files.isReadable(from)) {
        return unsound(from, "it cannot be read", out);
      }
      out.printf("无法写入 %s（%s）：请检查磁盘空间和权限后重试。%n", to, e.getMessage());
      out.printf(
          "%s cannot be written (%s): check space and permissions, then try again.%n", to, e);
      return NOT_WRITTEN;
    }
  }

  private static int unsound(Path from, String reason, PrintStream out) {
    out.printf("备份文件 %s 不可用（%s），未作任何更改：请改用另一份备份。%n", from, reason);
    out.printf(
        "The backup %s cannot be used (%s), nothing was changed: take another one.%n",
        from, reason);
    return UNSOUND;
  }

  private static Path value(List<String> arguments, String name) {
    int at = arguments.indexOf(name);
    return at < 0 || at + 1 >= arguments.size() ? null : Path.of(arguments.get(at + 1));
  }
}
