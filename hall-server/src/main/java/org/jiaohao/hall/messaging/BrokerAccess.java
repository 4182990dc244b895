package org.jiaohao.hall.messaging;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.MqttActivity;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.PermissionType;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.auth.ModifiableDefaultPermissions;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.identity.Actor;
import org.jiaohao.hall.identity.AgentCredentials;
import org.springframework.stereotype.Component;

/**
 * Who may do what at the embedded broker: nobody without credentials; an agent writes its own
 * branch and reads views, events, the server's state and its own commands of its own hall.
 */
@Component
class BrokerAccess implements ExtensionMain {
  private final AgentCredentials agents;
  private final ServerCredentials server;
  private final Map<String, Set<String>> clients = new ConcurrentHashMap<>();

  BrokerAccess(AgentCredentials agents, ServerCredentials server) {
    this.agents = agents;
    this.server = server;
    agents.onRevoked(this::disconnect);
  }

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    SimpleAuthenticator authenticator = this::authenticate;
    Services.securityRegistry().setAuthenticatorProvider(in -> authenticator);
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
    clients.clear();
  }

  private void authenticate(SimpleAuthInput input, SimpleAuthOutput output) {
    String username = input.getConnectPacket().getUserName().orElse("");
    String password =
        input
            .getConnectPacket()
            .getPassword()
            .map(bytes -> StandardCharsets.UTF_8.decode(bytes).toString())
            .orElse("");
    ModifiableDefaultPermissions permissions = output.getDefaultPermissions();
    permissions.setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
    if (server.match(username, password)) {
      permissions.add(allow(Topics.ROOT + "#", MqttActivity.ALL));
      output.authenticateSuccessfully();
      return;
    }
    Optional<Actor> agent = agents.verify(username, password);
    if (agent.isEmpty()) {
      output.failAuthentication(
          ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "enrol this agent first");
      return;
    }
    permissions.addAll(permissions(agent.get().hall(), agent.get().displayName()));
    clients
        .computeIfAbsent(username, u -> ConcurrentHashMap.newKeySet())
        .add(input.getClientInformation().getClientId());
    output.authenticateSuccessfully();
  }

  private static List<TopicPermission> permissions(String hall, String agent) {
    Topics topics = Topics.of(hall);
    return List.of(
        allow(topics.agentState(agent), MqttActivity.PUBLISH),
        allow(topics.agentDescription(agent), MqttActivity.PUBLISH),
        allow(topics.deviceStatus(agent, "+"), MqttActivity.PUBLISH),
        allow(topics.reply(agent), MqttActivity.PUBLISH),
        allow(topics.agentEvent(agent, "+"), MqttActivity.PUBLISH),
        allow(topics.serverState(), MqttActivity.SUBSCRIBE),
        allow(topics.view("+", "+"), MqttActivity.SUBSCRIBE),
        allow(Topics.ROOT + hall + "/view/#", MqttActivity.SUBSCRIBE),
        allow(topics.event("+"), MqttActivity.SUBSCRIBE),
        allow(topics.event("#"), MqttActivity.SUBSCRIBE),
        allow(topics.command(agent, "+"), MqttActivity.SUBSCRIBE),
        allow(topics.command(agent, "#"), MqttActivity.SUBSCRIBE));
  }

  private static TopicPermission allow(String filter, MqttActivity activity) {
    return Builders.topicPermission()
        .topicFilter(filter)
        .activity(activity)
        .type(PermissionType.ALLOW)
        .build();
  }

  private void disconnect(String username) {
    Set<String> known = clients.remove(username);
    if (known != null) {
      known.forEach(client -> Services.clientService().disconnectClient(client));
    }
  }
}
