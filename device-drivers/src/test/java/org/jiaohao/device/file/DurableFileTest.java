package org.jiaohao.device.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void replacesTheWholeContentAndLeavesNothingElse() throws Exception {
    Path file = folder.resolve("views/window-3.json");
    DurableFile.replace(file, bytes("a long first content"));
    DurableFile.replace(file, bytes("short"));

    assertThat(file).hasContent("short");
    assertThat(Files.list(file.getParent())).containsExactly(file);
  }

  @Test
  void whatAPowerCutLeftBesideTheFileIsOverwritten() throws Exception {
    Path file = folder.resolve("menu.json");
    Files.write(folder.resolve("menu.json.new"), bytes("half of a longer con"));
    DurableFile.replace(file, bytes("whole"));

    assertThat(file).hasContent("whole");
    assertThat(folder.resolve("menu.json.new")).doesNotExist();
  }

  @Test
  void theOldContentStaysWhenTheNewOneCannotBeWritten() throws Exception {
    Path file = folder.resolve("menu.json");
    DurableFile.replace(file, bytes("old"));
    Files.createDirectories(folder.resolve("menu.json.new/not-empty"));

    assertThatThrownBy(() -> DurableFile.replace(file, bytes("new")))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
  }

  @Test
  void aSecretIsItsOwnersOnly() throws Exception {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Path file = folder.resolve("credentials.json");
    DurableFile.replaceSecret(file, bytes("secret"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
