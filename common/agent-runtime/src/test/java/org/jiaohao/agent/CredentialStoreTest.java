package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialStoreTest {
  private static final Credentials OWN =
      new Credentials(
          "yj-c00", "display-1", "yj-c00/display-1", "geheim", "tcp://127.0.0.1:1883", null);

  @TempDir Path folder;

  @Test
  void storedCredentialsAreThereAfterARestartAndOnlyForTheOwner() throws IOException {
    CredentialStore store = store();
    AtomicInteger changes = new AtomicInteger();
    store.onChange(changes::incrementAndGet);
    assertThat(store.current()).isEmpty();

    store.store(OWN);

    assertThat(store.current()).contains(OWN);
    assertThat(changes).hasValue(1);
    assertThat(store().current()).contains(OWN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly(CredentialStore.FILE);
  }

  @Test
  void aPowerCutWhileWritingLeavesTheFormerOnes() throws IOException {
    store().store(OWN);
    Files.writeString(folder.resolve(CredentialStore.FILE + ".new"), "{\"hall\":\"yj-");

    assertThat(store().current()).contains(OWN);

    Credentials renewed =
        new Credentials(
            "yj-c00", "display-1", "yj-c00/display-1", "neu", "tcp://127.0.0.1:1883", null);
    store().store(renewed);
    assertThat(store().current()).contains(renewed);
    assertThat(folder.toFile().list()).containsExactly(CredentialStore.FILE);
  }

  @Test
  void replacesTheFileInsteadOfWritingIntoIt() throws IOException {
    store().store(OWN);
    Object before = Files.getAttribute(file(), "unix:ino");
    store().store(OWN);
    assertThat(Files.getAttribute(file(), "unix:ino")).isNotEqualTo(before);
  }

  @Test
  void unreadableOrForeignCredentialsCountAsNone() throws IOException {
    Files.writeString(file(), "not json");
    assertThat(store().current()).isEmpty();
    Files.write(
        file(),
        Wire.JSON.writeValueAsBytes(
            new Credentials(
                "yj-c00", "kiosk-9", "yj-c00/kiosk-9", "x", "tcp://127.0.0.1:1", null)));
    assertThat(store().current()).isEmpty();
  }

  @Test
  void theSecretIsNotInTheText() {
    assertThat(OWN.toString()).doesNotContain("geheim");
  }

  private CredentialStore store() {
    return new CredentialStore(LinkFixture.settings(folder, null));
  }

  private Path file() {
    return folder.resolve(CredentialStore.FILE);
  }
}
