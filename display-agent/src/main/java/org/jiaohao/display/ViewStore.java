package org.jiaohao.display;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jiaohao.agent.AgentSettings;
import org.jiaohao.device.file.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The last views, on disk, so that screens are right again before the broker is. */
@Component
public class ViewStore implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(ViewStore.class);

  private final Path folder;
  private final JsonMapper json;
  private final Map<String, Object> pending = new ConcurrentHashMap<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("views").daemon().factory());

  ViewStore(AgentSettings settings, JsonMapper json) {
    this.folder = settings.dataDir().resolve("views");
    this.json = json.rebuild().enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL).build();
  }

  /**
   * Saves a view in the background. A full disk is logged; the view is then lost with a restart.
   */
  public void save(String name, Object view) {
    pending.put(name, view);
    writer.execute(() -> write(name));
  }

  private void write(String name) {
    Object view = pending.remove(name);
    if (view == null) {
      return; // a later one of this name was written in its place
    }
    try {
      DurableFile.replace(file(name), json.writeValueAsBytes(view));
    } catch (IOException | JacksonException e) {
      log.warn("cannot save the view {}: {}", name, e.getMessage());
    }
  }

  /** The last view of this name, unless it is missing or damaged. */
  public <T> Optional<T> load(String name, Class<T> type) {
    Path file = file(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.readValue(Files.readAllBytes(file), type));
    } catch (IOException | JacksonException e) {
      log.warn("the saved view {} cannot be read: {}", name, e.getMessage());
      return Optional.empty();
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ".json");
  }

  /** Waits until all views are saved. */
  @Override
  public void destroy() {
    writer.close();
  }
}
