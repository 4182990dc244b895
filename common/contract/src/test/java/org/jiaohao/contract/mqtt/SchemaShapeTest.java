package org.jiaohao.contract.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every schema has exactly the members of its record, with fitting types. */
class SchemaShapeTest {
  private static final Map<Class<?>, String> JSON_TYPES =
      Map.of(
          String.class, "string",
          OffsetDateTime.class, "string",
          long.class, "integer",
          int.class, "integer",
          Long.class, "integer",
          Boolean.class, "boolean",
          boolean.class, "boolean");

  static Set<String> messages() {
    return Messages.records().keySet();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theSchemaHasTheMembersOfItsRecord(String message) throws IOException {
    JsonNode schema =
        Messages.JSON.readTree(
            Files.readString(
                Messages.resource("/org/jiaohao/contract/mqtt/schema/" + message + ".json")));
    Class<?> record = Messages.records().get(message);
    assertThat(schema.path("title").asString()).isEqualTo(record.getSimpleName());
    assertThat(schema.path("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.path("description").asString()).isNotBlank();
    assertFits(schema, record, message);
  }

  private static void assertFits(JsonNode schema, Class<?> record, String path) {
    List<String> components =
        Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList();
    assertThat(schema.path("type").asString()).as(path).isEqualTo("object");
    assertThat(schema.path("properties").propertyNames())
        .as(path)
        .containsExactlyInAnyOrderElementsOf(components);
    Set<String> required =
        schema.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    assertThat(components).as(path).containsAll(required);
    for (RecordComponent component : record.getRecordComponents()) {
      JsonNode member = schema.path("properties").path(component.getName());
      String where = path + "." + component.getName();
      boolean nullable = member.path("type").isArray();
      assertThat(nullable)
          .as(where + " is required or may be null")
          .isNotEqualTo(required.contains(component.getName()));
      if (component.getType().isPrimitive()) {
        assertThat(required).as(where).contains(component.getName());
      }
      assertThat(member.path("description").asString("")).as(where).isNotBlank();
      assertMember(member, component.getGenericType(), where);
    }
  }

  private static void assertMember(JsonNode member, Type type, String where) {
    if (type instanceof TypeVariable<?>) {
      assertThat(member.path("type").asString()).as(where).isEqualTo("object");
    } else if (type instanceof ParameterizedType list) {
      assertThat(list.getRawType()).as(where).isEqualTo(List.class);
      assertThat(declaredType(member)).as(where).isEqualTo("array");
      assertMember(member.path("items"), list.getActualTypeArguments()[0], where + "[]");
    } else if (((Class<?>) type).isRecord()) {
      assertFits(member, (Class<?>) type, where);
    } else {
      assertThat(declaredType(member)).as(where).isEqualTo(JSON_TYPES.get((Class<?>) type));
      assertThat(member.path("format").asString("").equals("date-time"))
          .as(where)
          .isEqualTo(type == OffsetDateTime.class);
    }
  }

  /** The type beside null, where null is possible. */
  private static String declaredType(JsonNode member) {
    JsonNode declared = member.path("type");
    return declared.isArray() ? declared.path(0).asString() : declared.asString();
  }
}
