package org.jiaohao.contract.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** The AsyncAPI file names every topic of {@link Topics}, its messages and who may use it. */
class AsyncApiTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  private JsonNode document;

  @BeforeEach
  void read() throws IOException {
    String text = Files.readString(Messages.resource("/org/jiaohao/contract/mqtt/asyncapi.yaml"));
    document = Messages.JSON.valueToTree(new Yaml().load(text));
  }

  @Test
  void itsAddressesAreTheTopics() throws ReflectiveOperationException {
    assertThat(channels().values().stream().map(c -> c.path("address").asString()))
        .containsExactlyInAnyOrderElementsOf(topics().values());
    assertThat(topics()).containsEntry("board", "qms/1/{hall}/view/board/main");
  }

  /** {@link Topics#view} builds the topics of the views; all others are topics of their own. */
  private static Map<String, String> topics() throws ReflectiveOperationException {
    Topics topics = Topics.of("{hall}");
    Map<String, String> addresses = new TreeMap<>();
    for (Method method : Topics.class.getDeclaredMethods()) {
      boolean builder = method.getName().equals("view") || method.getName().equals("of");
      if (!builder && method.getReturnType() == String.class) {
        Object[] placeholders =
            Arrays.stream(method.getParameters())
                .map(Parameter::getName)
                .map("{%s}"::formatted)
                .toArray();
        addresses.put(method.getName(), (String) method.invoke(topics, placeholders));
      }
    }
    return addresses;
  }

  @Test
  void everyPlaceholderIsDescribed() {
    channels()
        .forEach(
            (name, channel) -> {
              List<String> placeholders = new ArrayList<>();
              Matcher matcher = PLACEHOLDER.matcher(channel.path("address").asString());
              while (matcher.find()) {
                placeholders.add(matcher.group(1));
              }
              assertThat(channel.path("parameters").propertyNames())
                  .as(name)
                  .containsExactlyInAnyOrderElementsOf(placeholders);
            });
  }

  @Test
  void anAgentWritesItsOwnBranchAndReadsWhatConcernsIt() {
    channels()
        .forEach(
            (name, channel) -> {
              String address = channel.path("address").asString();
              JsonNode access = channel.path("x-access");
              boolean command = address.contains("/command/");
              boolean ownBranch = address.contains("/agent/{agent}/") && !command;
              String agent = ownBranch ? "write-own" : command ? "read-own" : "read";
              assertThat(access.path("kiosk").asString()).as(name).isEqualTo(agent);
              assertThat(access.path("display").asString()).as(name).isEqualTo(agent);
              assertThat(access.path("server").asString())
                  .as(name)
                  .isEqualTo(ownBranch ? "read" : "write");
            });
  }

  @Test
  void stateIsRetainedAndCommandsRepliesAndEventsAreNot() {
    channels()
        .forEach(
            (name, channel) -> {
              String address = channel.path("address").asString();
              boolean passing =
                  Stream.of("/command/", "/reply", "/event/").anyMatch(address::contains);
              assertThat(channel.path("x-retained").asBoolean()).as(name).isNotEqualTo(passing);
            });
  }

  @Test
  void everyChannelHasOneOperationThatAgreesWithItsAccessAndRetention() {
    Map<String, JsonNode> operations = new TreeMap<>();
    document
        .path("operations")
        .values()
        .forEach(
            operation ->
                operations.put(
                    operation.path("channel").path("$ref").asString().replace("#/channels/", ""),
                    operation));
    assertThat(operations.keySet()).isEqualTo(channels().keySet());
    channels()
        .forEach(
            (name, channel) -> {
              JsonNode operation = operations.get(name);
              boolean serverWrites =
                  channel.path("x-access").path("server").asString().equals("write");
              assertThat(operation.path("action").asString())
                  .as(name)
                  .isEqualTo(serverWrites ? "send" : "receive");
              JsonNode binding = operation.path("bindings").path("mqtt");
              assertThat(binding.path("qos").asInt()).as(name).isEqualTo(1);
              assertThat(binding.path("retain").asBoolean())
                  .as(name)
                  .isEqualTo(channel.path("x-retained").asBoolean());
            });
  }

  @TestFactory
  Stream<DynamicTest> everyReferenceLeadsSomewhere() {
    List<String> references = new ArrayList<>();
    collectReferences(document, references);
    assertThat(references).hasSizeGreaterThan(40);
    return references.stream()
        .distinct()
        .map(
            reference ->
                DynamicTest.dynamicTest(
                    reference,
                    () -> {
                      if (reference.startsWith("#")) {
                        assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
                      } else {
                        assertThat(Messages.resource("/org/jiaohao/contract/mqtt/" + reference))
                            .exists();
                      }
                    }));
  }

  @Test
  void everyRecordTravelsOnSomeChannel() {
    List<String> references = new ArrayList<>();
    collectReferences(document.path("components").path("messages"), references);
    assertThat(references.stream().distinct())
        .containsExactlyInAnyOrderElementsOf(
            Messages.records().keySet().stream().map("schema/%s.json"::formatted).toList());
    List<String> used = new ArrayList<>();
    channels().values().forEach(channel -> collectReferences(channel.path("messages"), used));
    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(
            document.path("components").path("messages").propertyNames().stream()
                .map("#/components/messages/%s"::formatted)
                .toList());
  }

  private Map<String, JsonNode> channels() {
    Map<String, JsonNode> channels = new TreeMap<>();
    document.path("channels").properties().forEach(e -> channels.put(e.getKey(), e.getValue()));
    assertThat(channels).isNotEmpty();
    return channels;
  }

  private static void collectReferences(JsonNode node, List<String> references) {
    if (node.path("$ref").isString()) {
      references.add(node.path("$ref").asString());
    }
    node.forEach(child -> collectReferences(child, references));
  }
}
