package org.jiaohao.hall.hall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jiaohao.hall.problem.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.multipart.MultipartFile;

/** Which files a form or a program sends for the import (R002). */
class UploadedFilesTest {
  private final LinkedMultiValueMap<String, MultipartFile> parts = new LinkedMultiValueMap<>();

  @Test
  void aFileIsNamedByItsPartOrByItself() throws IOException {
    send("halls.csv", "export (3).csv", "a");
    send("files", "windows.csv", "b");
    send("queues.csv", "", "");
    assertThat(HallController.contents(parts)).containsOnlyKeys("halls.csv", "windows.csv");
  }

  @Test
  void twoFilesOfOneNameAreRefused() {
    send("windows.csv", "windows.csv", "a");
    send("files", "windows.csv", "b");
    assertThatThrownBy(() -> HallController.contents(parts))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.slug()).isEqualTo("file-twice");
              assertThat(problem.getMessage()).contains("windows.csv");
            });
  }

  private void send(String part, String file, String text) {
    parts.add(
        part, new MockMultipartFile(part, file, "text/csv", text.getBytes(StandardCharsets.UTF_8)));
  }
}
