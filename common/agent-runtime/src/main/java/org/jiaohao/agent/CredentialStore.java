package org.jiaohao.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaohao.device.file.DurableFile;
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
    DurableFile.replaceSecret(file, Wire.JSON.writeValueAsBytes(credentials));
    current = credentials;
    listeners.forEach(Runnable::run);
  }

  /** What was stored before halls had certificates is of no use with TLS. */
  private Credentials proven(Credentials stored) {
    if (stored.authority() == null && "https".equals(settings.server().getScheme())) {
      LOG.error(
          "{} 中没有大厅证书，请用新的登记码重新注册。 / {} holds no certificate of the hall: enrol this agent again"
              + " with a new code.",
          file,
          file);
      return null;
    }
    return stored;
  }

  private Credentials read() {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      Credentials stored = Wire.JSON.readValue(Files.readAllBytes(file), Credentials.class);
      if (stored.username() != null && stored.secret() != null && stored.belongTo(settings)) {
        return proven(stored);
      }
      LOG.error(
          "{} 不属于终端 {}/{}，请用新的登记码重新注册。 / {} does not belong to this agent: enrol it again with a"
              + " new code.",
          file,
          settings.hall(),
          settings.agentId(),
          file);
    } catch (IOException | JacksonException e) {
      LOG.error(
          "无法读取 {}，请用新的登记码重新注册。 / Cannot read {}: enrol this agent again with a new code.",
          file,
          file,
          e);
    }
    return null;
  }
}
