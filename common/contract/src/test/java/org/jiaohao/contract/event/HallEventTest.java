package org.jiaohao.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiaohao.contract.Shapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every kind of event that the sealed interfaces permit has a type and a schema with an example.
 */
class HallEventTest {
  private static final String FOLDER = "/org/jiaohao/contract/event/";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .build();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final Shapes shapes = new Shapes(JSON, file -> text("schema/" + file));

  static Set<String> types() {
    return new TreeSet<>(HallEvent.kinds().keySet());
  }

  @Test
  void everyKindHasOneSchemaAndNothingElseHas() {
    assertThat(types()).hasSizeGreaterThan(40).contains("ticket-called", "hall-changed");
    Set<String> schemas = new TreeSet<>(names("schema"));
    assertThat(schemas.remove("ticket-facts") && schemas.remove("window-facts")).isTrue();
    assertThat(schemas).isEqualTo(types());
  }

  @ParameterizedTest
  @MethodSource("types")
  void theSchemaHasTheMembersOfItsRecord(String type) {
    shapes.assertFits(type + ".json", HallEvent.kinds().get(type));
  }

  @ParameterizedTest
  @MethodSource("types")
  void theExampleIsValidAndSurvivesTheRecord(String type) {
    String sample = example(type);
    assertThat(errors(type, sample)).isEmpty();
    HallEvent event = JSON.readValue(sample, HallEvent.kinds().get(type));
    assertThat(event.type()).isEqualTo(type);
    assertThat(event.subject()).matches("[a-z]+/[a-z0-9-]+");
    String written = JSON.writeValueAsString(event);
    assertThat(errors(type, written)).isEmpty();
    assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(sample));
  }

  @ParameterizedTest
  @MethodSource("types")
  void anEventWithoutItsMembersIsNotValid(String type) {
    assertThat(errors(type, "{}")).isNotEmpty();
  }

  @Test
  void wordsOfALaterVersionAreUnknownAndLoseNothingElse() {
    String later =
        example("ticket-expired")
            .replace("EXPIRED", "ARCHIVED")
            .replace("DAY_END", "FLOOD")
            .replace("\"item\"", "\"futureMember\":[1],\"item\"");
    TicketEvent.Expired event = JSON.readValue(later, TicketEvent.Expired.class);
    assertThat(event.cause()).isEqualTo(TicketEvent.Expired.Cause.UNKNOWN);
    assertThat(event.ticket().state()).isEqualTo(TicketFacts.State.UNKNOWN);
    assertThat(event.ticket().number()).isEqualTo("A001");
  }

  /** The one name a clerk has in what is public stands in the view of the window (R027). */
  @ParameterizedTest
  @MethodSource("types")
  void noMemberIsMadeForAName(String type) {
    JsonNode schema = JSON.readTree(text("schema/" + type + ".json"));
    assertThat(schema.path("properties").propertyNames())
        .doesNotContain("clerk", "name", "clerkName", "phone", "idNumber", "text", "reason");
  }

  private static Iterable<?> errors(String type, String json) {
    String file = "classpath:" + FOLDER + "schema/" + type + ".json";
    return REGISTRY.getSchema(SchemaLocation.of(file)).validate(json, InputFormat.JSON);
  }

  /** The example that stands in the schema of a kind. */
  private static String example(String type) {
    JsonNode examples = JSON.readTree(text("schema/" + type + ".json")).path("examples");
    assertThat(examples).as("examples of %s", type).hasSize(1);
    return examples.get(0).toString();
  }

  private static Set<String> names(String folder) {
    try (Stream<Path> files = Files.list(path(folder))) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path(String name) {
    try {
      URL file = HallEvent.class.getResource(FOLDER + name);
      assertThat(file).as("there is no " + FOLDER + name).isNotNull();
      return Path.of(file.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
