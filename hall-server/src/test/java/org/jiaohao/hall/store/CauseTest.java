package org.jiaohao.hall.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a backup failed is said in words: a path alone says nothing. */
class CauseTest {
  private static final String FOLDER = "/mnt/backup";

  @Test
  void aPathComesWithWhatIsWrongWithIt() {
    for (IOException failure :
        List.of(
            new AccessDeniedException(FOLDER),
            new NoSuchFileException(FOLDER),
            new FileAlreadyExistsException(FOLDER),
            new NotDirectoryException(FOLDER))) {
      Cause cause = Cause.of(failure);
      assertThat(cause.zh()).contains(FOLDER).containsPattern("\\p{IsHan}{4}");
      assertThat(cause.en()).contains(FOLDER).containsPattern("[a-z]{2,} [a-z]{2,}");
    }
  }

  @Test
  void aFolderThatIsAFileIsNamedAsSuch(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("backup"));
    try {
      Files.createDirectories(file);
    } catch (IOException e) {
      assertThat(Cause.of(e).zh()).contains("已有其他文件", file.toString());
      return;
    }
    throw new AssertionError("a folder was made of a file");
  }

  @Test
  void noChineseSentenceHasAnEnglishCause() {
    for (Exception failure :
        List.of(
            new FileSystemException(FOLDER, null, "Read-only file system"),
            new FileSystemException(FOLDER, FOLDER, "Stale file handle"),
            new FileSystemException(FOLDER, null, "something else"),
            new IOException("Input/output error"),
            new IOException("No space left on device"),
            new IllegalStateException("nobody has thought of this"))) {
      Cause cause = Cause.of(failure);
      assertThat(cause.zh().replace(FOLDER, "")).doesNotContainPattern("[A-Za-z]");
      assertThat(cause.en()).contains(failure.getMessage().replaceFirst(".*: ", ""));
    }
    assertThat(Cause.of(new FileSystemException(FOLDER, null, "Read-only file system")).zh())
        .isEqualTo("文件系统为只读：" + FOLDER);
  }

  @Test
  void aFullDiskIsCalledSo() {
    assertThat(Cause.of(new IOException("No space left on device")).zh()).contains("磁盘已满");
  }
}
