package org.jiaohao.hall.messaging;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.MqttActivity;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.PermissionType;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationFailedInput;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.auth.ModifiableDefaultPermissions;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.disconnect.DisconnectReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.subscribe.Subscription;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaohao.contract.mqtt.Topics;
import org.jiaohao.hall.device.AgentAddresses;
import org.jiaohao.hall.hall.Halls;
import org.jiaohao.hall.identity.Actor;
import org.jiaohao.hall.identity.AgentCredentials;
import org.jiaohao.hall.identity.AgentRevoked;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Who may do what at the embedded broker: nobody without credentials; an agent writes its own
 * branch and reads views, events, the server's state and its own commands of its own hall, within
 * its {@link ClientQuotas}.
 */
@Component
class BrokerAccess implements ExtensionMain, AgentAddresses {
  private static final int MOST_IDS = 100;

  /** No session outlives its connection longer, see the broker's settings. */
  static final long LONGEST_SESSION_SECONDS = 60;

  private static final long REMEMBERED_NANOS =
      Duration.ofSeconds(LONGEST_SESSION_SECONDS).toNanos();

  private final AgentCredentials agents;
  private final ServerCredentials server;
  private final Halls halls;
  private final ClientQuotas quotas;
  private volatile ClientService clients;
  private final Map<String, Owner> owners = new ConcurrentHashMap<>();
  private final Map<String, Former> formers = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> used = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Long>> addresses = new ConcurrentHashMap<>();

  BrokerAccess(
      AgentCredentials agents, ServerCredentials server, Halls halls, ClientQuotas quotas) {
    this.quotas = quotas;
    this.agents = agents;
    this.server = server;
    this.halls = halls;
  }

  /** Who uses a client id, on how many connections: two for a moment while one takes over. */
  private record Owner(String username, int connections) {}

  /** Who used a client id until a moment ago: its session may still be there. */
  private record Former(String username, long endedAt) {}

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    SimpleAuthenticator authenticator = this::authenticate;
    ClientLifecycleEventListener ends = new Ends();
    clients = Services.clientService();
    Services.securityRegistry().setAuthenticatorProvider(in -> authenticator);
    Services.eventRegistry().setClientLifecycleEventListener(in -> ends);
    Services.initializerRegistry().setClientInitializer(this::limit);
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
    owners.clear();
  }

  /** Holds an agent's client to its quotas. */
  private void limit(InitializerInput input, ClientContext context) {
    String clientId = input.getClientInformation().getClientId();
    Owner owner = owners.get(clientId);
    if (owner == null || owner.username.equals(server.username())) {
      return;
    }
    String username = owner.username;
    context.addPublishInboundInterceptor(
        (in, out) -> {
          if (!quotas.publish(username, Publication.of(in.getPublishPacket()))) {
            out.preventPublishDelivery(AckReasonCode.QUOTA_EXCEEDED);
            cutOff(clientId);
          }
        });
    context.addSubscribeInboundInterceptor(
        (in, out) -> {
          List<String> filters =
              in.getSubscribePacket().getSubscriptions().stream()
                  .map(Subscription::getTopicFilter)
                  .toList();
          if (!quotas.subscribe(username, clientId, filters)) {
            cutOff(clientId);
          }
        });
  }

  private void cutOff(String clientId) {
    clients.disconnectClient(
        clientId, false, DisconnectReasonCode.QUOTA_EXCEEDED, "this agent exceeds its quota");
  }

  private void authenticate(SimpleAuthInput input, SimpleAuthOutput output) {
    String clientId = input.getClientInformation().getClientId();
    String username = input.getConnectPacket().getUserName().orElse("");
    String password =
        input
            .getConnectPacket()
            .getPassword()
            .map(bytes -> StandardCharsets.UTF_8.decode(bytes).toString())
            .orElse("");
    ModifiableDefaultPermissions permissions = output.getDefaultPermissions();
    permissions.setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
    if (!mayUse(clientId, username)) {
      output.failAuthentication(
          ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID, "this client id is another agent's");
      return;
    }
    // Known before it is checked, so that a revocation at this moment finds it.
    owners.merge(
        clientId, new Owner(username, 1), (o, n) -> new Owner(username, o.connections + 1));
    if (server.match(username, password)) {
      permissions.add(allow(Topics.ROOT + "#", MqttActivity.ALL));
      output.authenticateSuccessfully();
      return;
    }
    if (agents.verify(username, password).isPresent()) {
      remember(username, clientId);
      noteAddress(username, input.getConnectionInformation());
    }
    // Once more, now that a revocation would find this connection.
    Optional<Actor> agent = agents.verify(username, password);
    if (agent.isEmpty()) {
      ended(clientId);
      output.failAuthentication(
          ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "enrol this agent first");
      return;
    }
    long others =
        owners.entrySet().stream()
            .filter(o -> o.getValue().username.equals(username) && !o.getKey().equals(clientId))
            .count();
    Publication will = input.getConnectPacket().getWillPublish().map(Publication::of).orElse(null);
    if (!quotas.connect(username, clientId, others, will)) {
      ended(clientId);
      output.failAuthentication(ConnackReasonCode.QUOTA_EXCEEDED, "this agent exceeds its quota");
      return;
    }
    permissions.addAll(permissions(agent.get().hall(), agent.get().displayName()));
    output.authenticateSuccessfully();
  }

  /**
   * A client id throws out whoever else uses it and finds its session: nobody may take one that
   * another user has or had a moment ago, nor one that names another agent, however it is written
   * ({@code hall_agent}, {@code hall/agent}, {@code agent}).
   */
  private boolean mayUse(String clientId, String username) {
    Owner owner = owners.get(clientId);
    if (owner != null && !owner.username.equals(username)) {
      return false;
    }
    long now = System.nanoTime();
    formers.values().removeIf(former -> now - former.endedAt > REMEMBERED_NANOS);
    Former former = formers.get(clientId);
    if (former != null && !former.username.equals(username)) {
      return false;
    }
    String name = clientId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "/");
    int slash = name.indexOf('/');
    if (slash > 0 && halls.find(name.substring(0, slash)).isPresent()) {
      return (name + "/").startsWith(username + "/");
    }
    int line = username.indexOf('/');
    return line < 0
        || username.substring(line + 1).equals(name)
        || !agents.inForce(username.substring(0, line), name);
  }

  /** Ids stay known after a disconnect, whose events may come twice when one client takes over. */
  private void remember(String username, String clientId) {
    Set<String> ids = used.computeIfAbsent(username, u -> ConcurrentHashMap.newKeySet());
    if (ids.size() >= MOST_IDS) {
      ids.removeIf(id -> !owners.containsKey(id));
    }
    ids.add(clientId);
  }

  private void noteAddress(String username, ConnectionInformation connection) {
    Map<String, Long> known = addresses.computeIfAbsent(username, u -> new ConcurrentHashMap<>());
    known.values().removeIf(at -> System.nanoTime() - at > REMEMBERED_NANOS);
    connection
        .getInetAddress()
        .ifPresent(address -> known.put(address.getHostAddress(), System.nanoTime()));
  }

  @Override
  public List<String> lately(String hall, String agent) {
    return addresses.getOrDefault(hall + "/" + agent, Map.of()).entrySet().stream()
        .filter(seen -> System.nanoTime() - seen.getValue() <= REMEMBERED_NANOS)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private void ended(String clientId) {
    owners.computeIfPresent(
        clientId,
        (id, o) -> {
          if (o.connections > 1) {
            return new Owner(o.username, o.connections - 1);
          }
          formers.put(id, new Former(o.username, System.nanoTime()));
          quotas.ended(o.username, id);
          return null;
        });
  }

  private final class Ends implements ClientLifecycleEventListener {
    @Override
    public void onMqttConnectionStart(ConnectionStartInput input) {
      // authenticate() decides
    }

    @Override
    public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {
      // counted by authenticate()
    }

    @Override
    public void onAuthenticationFailedDisconnect(AuthenticationFailedInput input) {
      // was never counted
    }

    @Override
    public void onDisconnect(DisconnectEventInput input) {
      ended(input.getClientInformation().getClientId());
    }
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

  /** Without its will: a revoked agent is not lost. Before the rooms forget it. */
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void disconnect(AgentRevoked agent) {
    String username = agent.username();
    for (String clientId : used.getOrDefault(username, Set.of())) {
      Owner owner = owners.get(clientId);
      if (owner == null || owner.username.equals(username)) {
        clients.disconnectClient(clientId, true);
      }
    }
  }
}
