package org.jiaohao.hall.device;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.contract.mqtt.Event;
import org.jiaohao.contract.mqtt.Topics;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what agents publish by the schemas of the contract, so that nothing behind this border
 * meets a message of another shape. A word that only newer agents know is read as UNKNOWN, members
 * that are not known are ignored.
 */
@Component
class AgentMessageReader {
  private static final int LARGEST = 64 * 1024;
  private static final int DEEPEST = 12;
  private static final int LONGEST_PLACE = 60;
  private static final String WORD_OF_LATER = "enum";

  private final JsonMapper json;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  AgentMessageReader(JsonMapper json) {
    this.json = json.rebuild().enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL).build();
  }

  /**
   * Reads a message.
   *
   * @param schema name of its schema, for example {@code agent-state}
   * @param type its record
   * @throws BadAgentMessage when it is none of this shape
   */
  <T> T read(String schema, byte[] payload, Class<T> type) {
    return read(schema, payload, json.constructType(type));
  }

  /** Reads an event whose data are such a record. */
  <T> Event<T> readEvent(byte[] payload, Class<T> data) {
    return read("event", payload, json.getTypeFactory().constructParametricType(Event.class, data));
  }

  private <T> T read(String schema, byte[] payload, JavaType type) {
    JsonNode tree = tree(payload);
    check(tree, 0);
    Optional<Error> wrong =
        schemas
            .computeIfAbsent(schema, this::schema)
            .validate(tree.toString(), InputFormat.JSON)
            .stream()
            .filter(error -> !WORD_OF_LATER.equals(error.getKeyword()))
            .findFirst();
    if (wrong.isPresent()) {
      String place = wrong.get().getInstanceLocation().toString();
      throw new BadAgentMessage(
          place.substring(0, Math.min(place.length(), LONGEST_PLACE))
              + " "
              + wrong.get().getKeyword());
    }
    try {
      return json.treeToValue(tree, type);
    } catch (JacksonException e) {
      throw new BadAgentMessage("value"); // for example a date that no calendar has
    }
  }

  private Schema schema(String name) {
    String folder = Topics.class.getPackageName().replace('.', '/');
    return registry.getSchema(
        SchemaLocation.of("classpath:" + folder + "/schema/" + name + ".json"));
  }

  private JsonNode tree(byte[] payload) {
    if (payload.length > LARGEST) {
      throw new BadAgentMessage("size");
    }
    try {
      return json.readTree(payload);
    } catch (JacksonException e) {
      throw new BadAgentMessage("JSON");
    }
  }

  /** Neither too deep, nor with text that no page can be written with. */
  private static void check(JsonNode node, int depth) {
    if (depth > DEEPEST) {
      throw new BadAgentMessage("depth");
    }
    if (node.isString()) {
      checkText(node.stringValue());
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      checkText(member.getKey());
    }
    node.forEach(child -> check(child, depth + 1));
  }

  private static void checkText(String text) {
    if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
      throw new BadAgentMessage("text");
    }
  }
}
