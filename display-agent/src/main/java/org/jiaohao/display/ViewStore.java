package org.jiaohao.display;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jiaohao.agent.AgentSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The last views, on disk, so that screens are right again before the broker is. */
@Component
public class ViewStore {
  private static final Logger log = LoggerFactory.getLogger(ViewStore.class);

  private final Path folder;
  private final JsonMapper json;

  ViewStore(AgentSettings settings, JsonMapper json) throws IOException {
    this.folder = settings.dataDir().resolve("views");
    this.json = json;
    Files.createDirectories(folder);
  }

  /** Keeps a view; a full disk is logged and costs only the memory over a restart. */
  public synchronized void save(String name, Object view) {
    try {
      Path fresh = folder.resolve(name + ".new");
      Files.write(fresh, json.writeValueAsBytes(view));
      Files.move(
          fresh,
          folder.resolve(name + ".json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      log.warn("cannot keep the view {}: {}", name, e.getMessage());
    }
  }

  /** The last view of this name, unless it is missing or damaged. */
  public synchronized <T> Optional<T> load(String name, Class<T> type) {
    Path file = folder.resolve(name + ".json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.readValue(Files.readAllBytes(file), type));
    } catch (IOException | JacksonException e) {
      log.warn("the kept view {} cannot be read: {}", name, e.getMessage());
      return Optional.empty();
    }
  }
}
