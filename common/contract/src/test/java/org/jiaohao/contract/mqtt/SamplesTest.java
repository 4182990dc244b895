package org.jiaohao.contract.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Records, schemas and samples say the same. */
class SamplesTest {
  private static final String LATER = "NOT_YET_INVENTED";

  /** No agent uses the queue of a call, nor since when the server is as it is. */
  private static final Set<String> OPTIONAL_TO_AGENTS = Set.of("since", "queue");

  static List<Messages.Sample> good() {
    return Messages.samples("good");
  }

  static List<Messages.Sample> bad() {
    return Messages.samples("bad");
  }

  @Test
  void everyRecordHasASchemaAndGoodAndBadSamples() {
    Set<String> records = Messages.records().keySet();
    assertThat(records).hasSizeGreaterThanOrEqualTo(14);
    assertThat(Messages.schemaNames()).containsExactlyInAnyOrderElementsOf(records);
    assertThat(messages(good())).isEqualTo(records);
    assertThat(messages(bad())).isEqualTo(records);
  }

  @ParameterizedTest
  @MethodSource("good")
  void aGoodSampleIsValidAndSurvivesTheRecord(Messages.Sample sample) {
    String text = sample.text();
    assertThat(Messages.errors(sample.message(), text)).isEmpty();

    Object message = Messages.JSON.readValue(text, Messages.type(sample.message(), text));
    String written = Messages.JSON.writeValueAsString(message);

    assertThat(Messages.errors(sample.message(), written)).isEmpty();
    assertThat(known(Messages.JSON.readTree(written)))
        .isEqualTo(known(Messages.JSON.readTree(text)));
    Object again = Messages.JSON.readValue(written, Messages.type(sample.message(), written));
    assertThat(again).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadSampleFailsForTheReasonItsNameTells(Messages.Sample sample) {
    assertThat(Messages.errors(sample.message(), sample.text()))
        .isNotEmpty()
        .anySatisfy(
            error ->
                assertThat(error.getInstanceLocation() + " " + error.getMessage())
                    .contains(sample.member()));
  }

  /**
   * Agents read what the server publishes by the records alone: whatever the schema requires and is
   * no number is required by the record as well, at every depth.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "board-view",
        "window-view",
        "queue-view",
        "playlist-view",
        "server-state",
        "ticket-called",
        "reprint-ticket",
        "test-device"
      })
  void whatAgentsReadHasWhatItsSchemaRequires(String message) {
    JsonNode schema = Messages.JSON.readTree(Messages.schemaText(message + ".json"));
    String full =
        good().stream()
            .filter(sample -> sample.message().equals(message))
            .map(Messages.Sample::text)
            .max(Comparator.comparing(String::length))
            .orElseThrow();
    List<JsonNode> broken = new ArrayList<>();
    JsonNode tree = Messages.JSON.readTree(full);
    breakEach(tree, tree, schema, broken);
    assertThat(broken).isNotEmpty();
    for (JsonNode odd : broken) {
      assertThatThrownBy(() -> Messages.JSON.treeToValue(odd, Messages.records().get(message)))
          .as(odd.toString())
          .isInstanceOf(JacksonException.class);
    }
  }

  /** Copies of the whole, each with one required member of text or lists set to null. */
  private static void breakEach(
      JsonNode whole, JsonNode part, JsonNode schema, List<JsonNode> broken) {
    if (part instanceof ObjectNode object) {
      Set<String> required =
          schema.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
      for (String name : List.copyOf(object.propertyNames())) {
        JsonNode kept = object.get(name);
        JsonNode member = schema.path("properties").path(name);
        if (member.isMissingNode()) {
          continue; // of a later version
        }
        breakEach(whole, kept, member, broken);
        boolean byRecord =
            required.contains(name)
                && !kept.isNumber()
                && !member.has("enum")
                && !OPTIONAL_TO_AGENTS.contains(name);
        if (byRecord) {
          object.putNull(name);
          broken.add(whole.deepCopy());
          object.set(name, kept);
        }
      }
    } else if (part instanceof ArrayNode array && !array.isEmpty()) {
      JsonNode kept = array.get(0);
      breakEach(whole, kept, schema.path("items"), broken);
      array.setNull(0);
      broken.add(whole.deepCopy());
      array.set(0, kept);
    }
  }

  /** A word of a later version, wherever a schema lists words, loses no message. */
  @ParameterizedTest
  @MethodSource("good")
  void wordsOfALaterVersionAreRead(Messages.Sample sample) {
    JsonNode later = Messages.JSON.readTree(sample.text());
    JsonNode schema = Messages.JSON.readTree(Messages.schemaText(sample.message() + ".json"));
    replaceWords(later, schema);
    String text = Messages.JSON.writeValueAsString(later);

    Object message = Messages.JSON.readValue(text, Messages.type(sample.message(), sample.text()));

    String written =
        Messages.JSON.writeValueAsString(message).replace("\"UNKNOWN\"", "\"" + LATER + "\"");
    assertThat(known(Messages.JSON.readTree(written)))
        .isEqualTo(known(Messages.JSON.readTree(text)));
  }

  private static void replaceWords(JsonNode node, JsonNode schema) {
    if (node instanceof ObjectNode object) {
      for (String name : object.propertyNames()) {
        JsonNode member = schema.path("properties").path(name);
        if (member.has("enum")) {
          object.put(name, LATER);
        } else {
          replaceWords(object.get(name), member);
        }
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(element -> replaceWords(element, schema.path("items")));
    }
  }

  private static Set<String> messages(List<Messages.Sample> samples) {
    return samples.stream().map(Messages.Sample::message).collect(Collectors.toSet());
  }

  /**
   * Without null members and without the member that stands for a later version of the contract.
   */
  private static JsonNode known(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : new HashSet<>(object.propertyNames())) {
        if (name.equals("futureMember") || object.get(name).isNull()) {
          object.remove(name);
        } else {
          known(object.get(name));
        }
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(SamplesTest::known);
    }
    return node;
  }
}
