package org.jiaohao.contract.mqtt;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The message records, their schemas and their samples, found by looking rather than listed. */
final class Messages {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .build();

  private static final String SCHEMAS = "/org/jiaohao/contract/mqtt/schema";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private Messages() {}

  /** A sample file of a message. */
  record Sample(String message, Path file) {
    String text() {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Member at fault, for a bad sample: the file's name up to {@code --}. */
    String member() {
      return file.getFileName().toString().split("--")[0];
    }

    @Override
    public String toString() {
      return message + "/" + file.getFileName();
    }
  }

  /** All top-level records of the package by message name, for example {@code board-view}. */
  static Map<String, Class<?>> records() {
    Map<String, Class<?>> records = new TreeMap<>();
    for (String file : names(folderOf(Topics.class))) {
      if (file.endsWith(".class") && !file.contains("$") && !file.startsWith("package-info")) {
        Class<?> type = load(file.substring(0, file.length() - ".class".length()));
        if (type.isRecord()) {
          records.put(kebab(type.getSimpleName()), type);
        }
      }
    }
    return records;
  }

  static List<String> schemaNames() {
    return names(resource(SCHEMAS)).stream().map(name -> name.replace(".json", "")).toList();
  }

  /** The text of a schema, by the name of its file. */
  static String schemaText(String file) {
    try {
      return Files.readString(resource(SCHEMAS + "/" + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Schema schema(String message) {
    return REGISTRY.getSchema(SchemaLocation.of("classpath:" + SCHEMAS + "/" + message + ".json"));
  }

  static List<com.networknt.schema.Error> errors(String message, String json) {
    return schema(message).validate(json, InputFormat.JSON);
  }

  /** Samples of all messages; {@code kind} is good or bad. */
  static List<Sample> samples(String kind) {
    Path root = resource("/samples/" + kind);
    return names(root).stream()
        .flatMap(
            message ->
                names(root.resolve(message)).stream()
                    .map(name -> new Sample(message, root.resolve(message).resolve(name))))
        .toList();
  }

  /** The Java type of a message; an event is read with the record of its data. */
  static JavaType type(String message, String json) {
    Class<?> record = records().get(message);
    if (record != Event.class) {
      return JSON.constructType(record);
    }
    Class<?> data = records().get(JSON.readTree(json).path("type").asString());
    return JSON.getTypeFactory().constructParametricType(Event.class, data);
  }

  private static Class<?> load(String simpleName) {
    try {
      return Class.forName(Topics.class.getPackageName() + "." + simpleName);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Path folderOf(Class<?> type) {
    URI code = uri(type.getResource(type.getSimpleName() + ".class"));
    return Path.of(code).getParent();
  }

  static Path resource(String name) {
    return Path.of(uri(Messages.class.getResource(name)));
  }

  private static URI uri(java.net.URL url) {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
