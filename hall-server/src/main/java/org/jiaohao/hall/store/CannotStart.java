package org.jiaohao.hall.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Why the program must not start, with what to do, a sentence in Chinese and one in English. The
 * start ends with these instead of a stack trace, and with an exit code that is not 0.
 */
public class CannotStart extends RuntimeException {
  /** The reason in both languages. */
  public CannotStart(String zh, String en) {
    this(zh, en, null);
  }

  /** The same with what was caught; the sentences must tell its reason. */
  public CannotStart(String zh, String en, Throwable cause) {
    this(zh + "\n" + en, cause);
  }

  /** A file or folder of the data that the computer does not let this program read or write. */
  public static CannotStart cannotReadOrWrite(Path path, IOException cause) {
    String named = named(path, cause);
    return new CannotStart(
        "无法读写 %s：请确认应为文件之处没有文件夹、应为文件夹之处没有文件，检查运行账号的权限和磁盘空间，然后重新启动。".formatted(named),
        ("Cannot read or write %s: see that no folder lies where a file should, nor a file where"
                + " a folder should, check the permissions of the account that runs the server and"
                + " the disk space, then start again.")
            .formatted(named),
        cause);
  }

  /** The very file, where the system names it. */
  private static String named(Path path, IOException cause) {
    if (!(cause instanceof FileSystemException failed)) {
      return path.toString();
    }
    return Stream.of(failed.getOtherFile(), failed.getFile()) // of a move, where it was to go
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(path.toString());
  }

  CannotStart(String sentences, Throwable cause) {
    super(sentences, cause);
  }
}
