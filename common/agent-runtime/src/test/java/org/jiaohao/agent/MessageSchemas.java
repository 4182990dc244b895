package org.jiaohao.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;

/** What an agent publishes is what the contract's schemas say. */
final class MessageSchemas {
  private static final String OWN_BRANCH = "qms/1/yj-c00/agent/display-1/";
  private static final Map<String, String> SCHEMA_OF_TOPIC =
      Map.of(
          "state", "agent-state",
          "description", "agent-description",
          "device/strip-3/status", "device-report",
          "reply", "reply",
          "event/call-confirmed", "event");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private MessageSchemas() {}

  static void assertDocumented(List<Observer.Seen> seen) {
    for (Observer.Seen message : seen) {
      String topic = message.topic();
      if (topic.startsWith(OWN_BRANCH) && !topic.contains("/command/")) {
        String schema = SCHEMA_OF_TOPIC.get(topic.substring(OWN_BRANCH.length()));
        assertThat(schema).as("topic %s is documented", topic).isNotNull();
        String location = "classpath:/org/jiaohao/contract/mqtt/schema/" + schema + ".json";
        assertThat(
                REGISTRY
                    .getSchema(SchemaLocation.of(location))
                    .validate(message.text(), InputFormat.JSON))
            .as("%s %s", topic, message.text())
            .isEmpty();
      }
    }
  }
}
