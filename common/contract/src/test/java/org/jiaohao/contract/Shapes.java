package org.jiaohao.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares a JSON schema with the record it describes. */
public final class Shapes {
  private static final Map<Class<?>, String> JSON_TYPES =
      Map.of(
          String.class, "string",
          OffsetDateTime.class, "string",
          LocalDate.class, "string",
          long.class, "integer",
          int.class, "integer",
          Long.class, "integer",
          Integer.class, "integer",
          Boolean.class, "boolean",
          boolean.class, "boolean");
  private static final Map<Type, String> FORMATS =
      Map.of(OffsetDateTime.class, "date-time", LocalDate.class, "date");

  private final UnaryOperator<String> schemas;
  private final JsonMapper json;

  /** With the text of a schema by the name of its file. */
  public Shapes(JsonMapper json, UnaryOperator<String> schemas) {
    this.json = json;
    this.schemas = schemas;
  }

  /** The schema has exactly the members of the record, with fitting types. */
  public void assertFits(String file, Class<?> record) {
    JsonNode schema = json.readTree(schemas.apply(file));
    assertThat(schema.path("title").asString()).as(file).isEqualTo(record.getSimpleName());
    assertThat(schema.path("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.path("description").asString()).as(file).isNotBlank();
    assertFits(schema, record, file);
  }

  private void assertFits(JsonNode schema, Class<?> record, String path) {
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

  private void assertMember(JsonNode member, Type type, String where) {
    if (type instanceof TypeVariable<?>) {
      assertThat(member.path("type").asString()).as(where).isEqualTo("object");
    } else if (type instanceof ParameterizedType list) {
      assertThat(list.getRawType()).as(where).isEqualTo(List.class);
      assertThat(declaredType(member)).as(where).isEqualTo("array");
      assertMember(member.path("items"), list.getActualTypeArguments()[0], where + "[]");
    } else if (((Class<?>) type).isRecord()) {
      String other = member.path("$ref").asString("");
      if (other.isEmpty()) {
        assertFits(member, (Class<?>) type, where);
      } else {
        assertFits(other, (Class<?>) type);
      }
    } else if (((Class<?>) type).isEnum()) {
      assertThat(declaredType(member)).as(where).isEqualTo("string");
      assertThat(member.path("enum").valueStream().map(JsonNode::asString))
          .as(where)
          .containsExactlyElementsOf(words((Class<?>) type));
    } else {
      assertThat(declaredType(member)).as(where).isEqualTo(JSON_TYPES.get((Class<?>) type));
      assertThat(member.path("format").asString(null)).as(where).isEqualTo(FORMATS.get(type));
    }
  }

  /** The constants of an enum that travel: all but UNKNOWN, which every enum has. */
  private static List<String> words(Class<?> type) {
    List<String> all = Stream.of(type.getEnumConstants()).map(Object::toString).toList();
    assertThat(all).as(type.getName()).contains("UNKNOWN");
    return all.stream().filter(word -> !word.equals("UNKNOWN")).toList();
  }

  /** The type beside null, where null is possible. */
  private static String declaredType(JsonNode member) {
    JsonNode declared = member.path("type");
    return declared.isArray() ? declared.path(0).asString() : declared.asString();
  }
}
