package org.jiaohao.hall.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jiaohao.hall.store.Cause;
import org.jiaohao.hall.store.FolderRefused;

/**
 * {@code restore --from FILE --to FOLDER [--keys FILE] [--replace] [--foreign]}: a backup becomes a
 * data folder again.
 */
public final class RestoreCommand {
  /** First argument of the program. */
  public static final String NAME = "restore";

  private static final int DONE = 0;
  private static final int WRONG_ARGUMENTS = 30;
  private static final int UNSOUND = 31;
  private static final int OCCUPIED = 32;
  private static final int NOT_WRITTEN = 33;
  private static final int FOREIGN = 34;

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
    Path keys = value(arguments, "--keys");
    boolean replace = arguments.contains("--replace");
    boolean foreign = arguments.contains("--foreign");
    int known = 5 + (replace ? 1 : 0) + (foreign ? 1 : 0) + (keys == null ? 0 : 2);
    if (from == null || to == null || arguments.size() != known) {
      out.println(
          "用法：java -jar hall-server-exec.jar restore --from 备份文件 --to 数据文件夹 [--keys 密钥文件]"
              + " [--replace] [--foreign]");
      out.println(
          "Usage: java -jar hall-server-exec.jar restore --from FILE --to FOLDER [--keys KEY-FILE]"
              + " [--replace] [--foreign]");
      return WRONG_ARGUMENTS;
    }
    for (Path file : keys == null ? List.of(from) : List.of(from, keys)) {
      if (!isFile(file, out)) {
        return UNSOUND;
      }
    }
    try {
      Manifest restored =
          Restoring.restore(from, keys, to, replace, foreign, Restoring.time(clock));
      tellOf(restored, to, out);
      tellOfKeys(to, out);
      return DONE;
    } catch (FolderRefused e) {
      if (e.why() == FolderRefused.Why.NO_FOLDER && e.getCause() instanceof IOException cause) {
        return notWritten(to, cause, out);
      }
      out.println(e.getMessage());
      return e.getExitCode();
    } catch (Restoring.OccupiedException e) {
      out.printf("%s 中已有大厅的数据：请指定空文件夹，或加上 --replace（原有数据会另存保留）。%n", to);
      out.printf(
          "A hall lives in %s: name an empty folder, or add --replace (the old data are kept beside"
              + " it).%n",
          to);
      return OCCUPIED;
    } catch (Restoring.ForeignException e) {
      out.printf(
          "%s 不是 %s 中大厅自己的备份（或由 0.2.0 以前的版本生成，无法确认），未作任何更改：请改用该大厅自己的备份；确实要用它代替时，加上"
              + " --foreign。%n",
          from, to);
      out.printf(
          "%s is no backup of the hall that lives in %s (or was taken before version 0.2.0, which"
              + " does not say), nothing was changed: take one of that hall's own, or add --foreign"
              + " if this one is really to take its place.%n",
          from, to);
      return FOREIGN;
    } catch (BackupArchive.UnsoundException e) {
      return unsound(from, e.told(), out);
    } catch (Restoring.UnsoundKeysException e) {
      return unsoundKeys(keys, e.told(), out);
    } catch (IOException e) {
      return notWritten(to, e, out);
    }
  }

  private static boolean isFile(Path file, PrintStream out) {
    if (Files.isDirectory(file)) {
      out.printf("%s 是文件夹，未作任何更改：请指定其中的一个文件，例如 %s。%n", file, file.resolve("hall-….zip"));
      out.printf(
          "%s is a folder, nothing was changed: name one of its files, such as %s.%n",
          file, file.resolve("hall-….zip"));
      return false;
    }
    if (!Files.isReadable(file)) {
      boolean there = Files.exists(file);
      unsound(
          file,
          there
              ? new Cause("没有读取权限", "no permission to read it")
              : new Cause("文件不存在", "it does not exist"),
          out);
      return false;
    }
    return true;
  }

  private static void tellOf(Manifest restored, Path to, PrintStream out) {
    out.printf(
        "已将 %s 的备份恢复到 %s，%d 个表共 %d 行全部核对一致；现在可以启动服务器：--jiaohao.data=%s%n",
        restored.takenAt(), to, restored.tables().size(), restored.rows(), to);
    out.printf(
        "The backup of %s is restored to %s, all %d rows of %d tables compared; start the server"
            + " now: --jiaohao.data=%s%n",
        restored.takenAt(), to, restored.rows(), restored.tables().size(), to);
  }

  /** A file or folder could not be written, here or by another command. */
  static int notWritten(Path to, IOException failure, PrintStream out) {
    Cause cause = Cause.of(failure);
    out.printf("无法写入 %s（%s）：请检查磁盘空间和权限后重试。%n", to, cause.zh());
    out.printf(
        "%s cannot be written (%s): check space and permissions, then try again.%n",
        to, cause.en());
    return NOT_WRITTEN;
  }

  /** What has to be done again because nobody brought the keys. */
  private static void tellOfKeys(Path to, PrintStream out) {
    if (!Files.exists(to.resolve("tls").resolve("ca.key"))) {
      out.println("备份中没有密钥，此处也没有大厅证书：启动后会生成新证书，所有终端须用新的注册码重新注册；或用 --keys 密钥文件重新恢复。");
      out.println(
          "A backup holds no keys, and the hall's certificate is not here: a new one is made at the"
              + " start, and all agents are enrolled again with new codes; or restore again with"
              + " --keys.");
    }
    if (!Files.exists(to.resolve("second-factor.key"))) {
      out.println("此处没有动态口令密钥（另行存放的除外）：请用恢复码登录后重新设置动态口令，或执行 account remove-second-factor 用户名。");
      out.println(
          "The key of second factors is not here, unless it is kept elsewhere: sign in with a recovery code and set them up"
              + " again, or run account remove-second-factor NAME.");
    }
  }

  private static int unsoundKeys(Path keys, Cause reason, PrintStream out) {
    out.printf("密钥文件 %s 不可用（%s），未作任何更改：请改用 keys 命令所写的文件，或不加 --keys 恢复。%n", keys, reason.zh());
    out.printf(
        "The key file %s cannot be used (%s), nothing was changed: take one that the command keys"
            + " wrote, or restore without --keys.%n",
        keys, reason.en());
    return UNSOUND;
  }

  private static int unsound(Path from, Cause reason, PrintStream out) {
    out.printf("备份文件 %s 不可用（%s），未作任何更改：请改用另一份备份。%n", from, reason.zh());
    out.printf(
        "The backup %s cannot be used (%s), nothing was changed: take another one.%n",
        from, reason.en());
    return UNSOUND;
  }

  /** What follows a name among the arguments, or null. */
  static Path value(List<String> arguments, String name) {
    int at = arguments.indexOf(name);
    return at < 0 || at + 1 >= arguments.size() ? null : Path.of(arguments.get(at + 1));
  }
}
