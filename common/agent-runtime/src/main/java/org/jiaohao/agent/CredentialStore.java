package org.jiaohao.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The file {@code credentials.json} in the agent's data folder. Only its owner can read it; a power
 * cut while it is replaced leaves either the old or the new one.
 */
final class CredentialStore {
  static final String FILE = "credentials.json";
  private static final Logger LOG = LoggerFactory.getLogger(CredentialStore.class);

  private final AgentSettings settings;
  private final Path file;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Credentials current;

  CredentialStore(AgentSettings settings) {
    this.settings = settings;
    this.file = settings.dataDir().resolve(FILE);
    this.current = read();
  }

  Optional<Credentials> current() {
    return Optional.ofNullable(current);
  }

  /** Adds a listener for newly stored credentials. */
  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Stores credentials so that they survive a power cut from now on. */
  synchronized void store(Credentials credentials) throws IOException {
    Path folder = file.getParent();
    Files.createDirectories(folder);
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    Path temporary = folder.resolve(FILE + ".new");
    Files.deleteIfExists(temporary);
    write(temporary, posix, Wire.JSON.writeValueAsBytes(credentials));
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (posix) {
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
    current = credentials;
    listeners.forEach(Runnable::run);
  }

  private static void write(Path path, boolean posix, byte[] content) throws IOException {
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(path, options, ownerOnly)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("another program writes " + path, e);
    }
  }

  private Credentials read() {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      Credentials stored = Wire.JSON.readValue(Files.readAllBytes(file), Credentials.class);
      if (stored.username() != null && stored.secret() != null && stored.belongTo(settings)) {
        return stored;
      }
      LOG.error(
          "{} 不属于终端 {}/{}，请用新的注册码重新注册。 / {} does not belong to this agent: enrol it again with a"
              + " new code.",
          file,
          settings.hall(),
          settings.agentId(),
          file);
    } catch (IOException | JacksonException e) {
      LOG.error(
          "无法读取 {}，请用新的注册码重新注册。 / Cannot read {}: enrol this agent again with a new code.",
          file,
          file,
          e);
    }
    return null;
  }
}
