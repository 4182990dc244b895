package org.jiaohao.hall.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.contract.event.AgentEvent;
import org.jiaohao.contract.http.EnrolmentCode;
import org.jiaohao.contract.http.EnrolmentCodes;
import org.jiaohao.contract.http.EnrolmentRequest;
import org.jiaohao.contract.http.EnrolmentResponse;
import org.jiaohao.hall.limit.Origin;
import org.jiaohao.hall.problem.Problem;
import org.jiaohao.hall.store.Ids;
import org.jiaohao.hall.store.Source;
import org.jiaohao.hall.store.Tx;
import org.jiaohao.hall.store.WritePath;
import org.jiaohao.hall.trust.Authority;
import org.jiaohao.hall.trust.BrokerAuthority;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Credentials of kiosks and displays: made from a one-time code that staff sees, stored by the
 * agent, revocable (N18).
 */
@Component
public class AgentCredentials {
  private static final Duration CODE_VALID = Duration.ofMinutes(15);
  private static final int SECRET_LENGTH = 52; // 260 random bits
  private static final int SHORTEST_ATTEMPT = 16;
  private static final int FAILURES_PER_MINUTE = 20;

  private static final String REPLACES_ZH = "终端“%s”已存在：使用此登记码后，原设备的凭据立即失效。";
  private static final String REPLACES_EN =
      "There is an agent %s: once this code is used, the machine that runs it now is shut out.";

  private final JdbcClient sql;
  private final WritePath writes;
  private final HallTree halls;
  private final Ids ids;
  private final Authority authority;
  private final BrokerAuthority broker;
  private final ApplicationEventPublisher publisher;
  private final ZoneId zone;
  private final String mqttUri;
  private final LoadingCache<String, Bucket> tries =
      Caffeine.newBuilder()
          .maximumSize(20_000)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build(address -> bucket());

  AgentCredentials(
      JdbcClient sql,
      WritePath writes,
      HallTree halls,
      Ids ids,
      Authority authority,
      BrokerAuthority broker,
      ApplicationEventPublisher publisher,
      @Value("${jiaohao.zone}") ZoneId zone,
      @Value("${jiaohao.mqtt.public-uri}") String mqttUri) {
    this.sql = sql;
    this.writes = writes;
    this.halls = halls;
    this.ids = ids;
    this.authority = authority;
    this.broker = broker;
    this.publisher = publisher;
    this.zone = zone;
    this.mqttUri = mqttUri;
  }

  /**
   * An enrolled agent.
   *
   * @param hall hall id
   * @param id agent id
   * @param kind KIOSK or DISPLAY
   * @param enrolledAt epoch milliseconds
   * @param revoked whether its credentials were withdrawn
   */
  public record Agent(String hall, String id, String kind, long enrolledAt, boolean revoked) {
    /** User name for HTTP and MQTT. */
    public String username() {
      return hall + "/" + id;
    }
  }

  /** The agent's id by a user name, if it is an agent's. */
  public static Optional<String> idOf(String username) {
    int slash = username.indexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(username.substring(slash + 1));
  }

  /**
   * Makes a one-time code for an agent; valid for 15 minutes. It ends with the mark by which the
   * agent knows this hall's authority. A code that was made for the agent before and not used ends.
   * For an agent that there is, it says that it replaces it; one of another kind has to be revoked
   * first.
   */
  public EnrolmentCode createCode(String hall, String agentId, String kind, String actor) {
    halls.mustExist(hall);
    boolean good = agentId != null && agentId.matches("[a-z0-9-]{1,40}") && kind != null;
    if (!good || !Set.of("KIOSK", "DISPLAY").contains(kind)) {
      throw Problem.badRequest(
          "bad-agent",
          "An agent id has small letters, digits and '-'; the kind is KIOSK or DISPLAY.",
          "终端编号只能包含小写字母、数字和“-”，类型须为 KIOSK 或 DISPLAY。");
    }
    String code =
        ids.random(EnrolmentCodes.SECRET_LENGTH).toUpperCase(Locale.ROOT) + authority.mark();
    return writes.run(
        tx -> {
          boolean replaces = inForceAs(tx, hall, agentId, kind);
          var expires = tx.now().plus(CODE_VALID);
          tx.sql()
              .sql(
                  "delete from enrolment_code where expires_at < :now"
                      + " or hall = :hall and agent = :agent and used_at is null")
              .param("now", tx.millis())
              .param("hall", hall)
              .param("agent", agentId)
              .update();
          tx.sql()
              .sql(
                  "insert into enrolment_code (code_hash, hall, agent, kind, expires_at,"
                      + " created_by) values (:code, :hall, :agent, :kind, :expires, :by)")
              .param("code", Secrets.hash(code))
              .param("hall", hall)
              .param("agent", agentId)
              .param("kind", kind)
              .param("expires", expires.toEpochMilli())
              .param("by", actor)
              .update();
          tx.append(hall, new AgentEvent.CodeMade(agentId, kind), actor);
          return new EnrolmentCode(
              code,
              agentId,
              kind,
              OffsetDateTime.ofInstant(expires, zone),
              replaces,
              replaces ? REPLACES_ZH.formatted(agentId) : null,
              replaces ? REPLACES_EN.formatted(agentId) : null);
        });
  }

  /**
   * Whether an agent is enrolled and was not revoked.
   *
   * @throws Problem when it is, as another kind: its devices and tickets would be lost
   */
  private static boolean inForceAs(Tx tx, String hall, String agent, String kind) {
    Optional<String> present =
        tx.sql()
            .sql("select kind from agent where hall = ? and id = ? and revoked_at is null")
            .params(hall, agent)
            .query(String.class)
            .optional();
    if (present.isPresent() && !present.get().equals(kind)) {
      boolean kiosk = present.get().equals("KIOSK");
      throw Problem.conflict(
          "agent-of-another-kind",
          "%s is enrolled as a %s. Revoke it first, or choose another id."
              .formatted(agent, kiosk ? "kiosk" : "display"),
          "终端“%s”已注册为%s。请先停用它，或换一个编号。".formatted(agent, kiosk ? "自助取号机" : "显示终端"));
    }
    return present.isPresent();
  }

  private record Code(String hall, String agent, String kind, String createdBy) {}

  /**
   * Turns a code into credentials; a new enrolment replaces the agent's former secret. An agent
   * that lost the answer gets another secret for the same attempt.
   */
  public EnrolmentResponse enrol(EnrolmentRequest request) {
    String address = Origin.of(Source.current().name());
    limitTries(address);
    String given = EnrolmentCodes.normal(request.code());
    String secret = ids.random(SECRET_LENGTH);
    String attempt = attempt(request);
    Enrolled enrolled =
        writes.run(
            tx -> {
              boolean again = used(tx, given);
              Code code =
                  tx.sql()
                      .sql(
                          "update enrolment_code set used_at = :now, attempt_hash = :attempt"
                              + " where code_hash = :code and expires_at > :now"
                              + " and (used_at is null or attempt_hash = :attempt)"
                              + " returning hall, agent, kind, created_by")
                      .param("now", tx.millis())
                      .param("attempt", attempt)
                      .param("code", Secrets.hash(given))
                      .query(Code.class)
                      .optional()
                      .filter(found -> found.agent.equals(request.agentId()))
                      .orElseThrow(() -> badCode(address));
              boolean replaced = inForceAs(tx, code.hall, code.agent, code.kind) && !again;
              keep(tx, code, secret);
              endCodes(tx, code.hall, code.agent, Secrets.hash(given));
              tx.append(code.hall, new AgentEvent.Enrolled(code.agent, code.kind), code.createdBy);
              return new Enrolled(
                  new EnrolmentResponse(
                      code.hall,
                      code.agent,
                      code.kind,
                      code.hall + "/" + code.agent,
                      secret,
                      mqttUri,
                      authority.pem() + broker.pem()),
                  replaced);
            });
    EnrolmentResponse response = enrolled.response;
    publisher.publishEvent(
        new AgentRevoked(response.hall(), response.agentId(), enrolled.replaced));
    return response;
  }

  private static void keep(Tx tx, Code code, String secret) {
    tx.sql()
        .sql(
            "insert into agent (hall, id, kind, secret_hash, enrolled_at, enrolled_by)"
                + " values (:hall, :agent, :kind, :secret, :now, :by)"
                + " on conflict (hall, id) do update set"
                + " kind = excluded.kind, secret_hash = excluded.secret_hash,"
                + " enrolled_at = excluded.enrolled_at,"
                + " enrolled_by = excluded.enrolled_by, revoked_at = null")
        .param("hall", code.hall)
        .param("agent", code.agent)
        .param("kind", code.kind)
        .param("secret", Secrets.hash(secret))
        .param("now", tx.millis())
        .param("by", code.createdBy)
        .update();
  }

  private record Enrolled(EnrolmentResponse response, boolean replaced) {}

  /**
   * Nobody comes back by what they had: the codes of an agent end with its credentials, those for
   * which its answer was lost, too.
   *
   * @param but hash of the one that goes on, or nothing
   */
  private static void endCodes(Tx tx, String hall, String agent, String but) {
    tx.sql()
        .sql("delete from enrolment_code where hall = ? and agent = ? and code_hash <> ?")
        .params(hall, agent, but)
        .update();
  }

  /** Whether the agent has its present secret by this code. */
  private static boolean used(Tx tx, String code) {
    return tx.sql()
        .sql(
            "select exists (select 1 from enrolment_code where code_hash = ?"
                + " and used_at is not null)")
        .param(Secrets.hash(code))
        .query(Boolean.class)
        .single();
  }

  /** Null for one that cannot be told from another. */
  private static String attempt(EnrolmentRequest request) {
    String made = request.attempt();
    return made == null || made.length() < SHORTEST_ATTEMPT ? null : Secrets.hash(made);
  }

  private Problem badCode(String address) {
    tries.get(address).tryConsume(1);
    return new Problem(
        403,
        "bad-enrolment-code",
        "The code is wrong, used, older than 15 minutes or replaced by a newer one, or was made for"
            + " another agent. Ask staff for a new one.",
        "登记码不正确、已使用、已超过 15 分钟、已被新的登记码取代，或不是为本终端生成的，请向工作人员索取新的登记码。");
  }

  private static Bucket bucket() {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(FAILURES_PER_MINUTE)
                    .refillGreedy(FAILURES_PER_MINUTE, Duration.ofMinutes(1)))
        .build();
  }

  /**
   * Against guessing: at most 20 wrong codes a minute from one address, so that nobody keeps agents
   * elsewhere from being enrolled. A code of 40 random bits that lives a quarter of an hour bears
   * that from every address of a hall.
   */
  private void limitTries(String address) {
    if (tries.get(address).getAvailableTokens() < 1) {
      throw new Problem(
          429,
          "too-many-tries",
          "Too many wrong codes came from this address; wait a minute.",
          "本地址尝试的登记码过多，请一分钟后再试。");
    }
  }

  /** The agent these credentials belong to. */
  public Optional<Actor> verify(String username, String secret) {
    int slash = username.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String hall = username.substring(0, slash);
    String id = username.substring(slash + 1);
    return sql.sql(
            "select kind, secret_hash from agent where hall = ? and id = ? and revoked_at is null")
        .params(hall, id)
        .query((row, n) -> Map.entry(Role.valueOf(row.getString(1)), row.getString(2)))
        .optional()
        .filter(found -> Secrets.matches(secret, found.getValue()))
        .map(found -> new Actor(username, id, hall, Set.of(found.getKey()), false));
  }

  /** Whether an agent is enrolled and was not revoked. */
  public boolean inForce(String hall, String id) {
    return sql.sql("select count(*) from agent where hall = ? and id = ? and revoked_at is null")
            .params(hall, id)
            .query(Integer.class)
            .single()
        > 0;
  }

  /** Enrolled agents of a hall. */
  public List<Agent> of(String hall) {
    return sql.sql("select * from agent where hall = ? order by id")
        .param(hall)
        .query(
            (row, n) ->
                new Agent(
                    row.getString("hall"),
                    row.getString("id"),
                    row.getString("kind"),
                    row.getLong("enrolled_at"),
                    row.getObject("revoked_at") != null))
        .list();
  }

  /** Withdraws an agent's credentials at once. */
  public void revoke(String hall, String id, String actor) {
    writes.run(
        tx -> {
          int changed =
              tx.sql()
                  .sql(
                      "update agent set revoked_at = ? where hall = ? and id = ?"
                          + " and revoked_at is null")
                  .params(tx.millis(), hall, id)
                  .update();
          if (changed == 0) {
            throw Problem.notFound(
                "unknown-agent", "There is no enrolled agent " + id + ".", "没有已注册的终端“" + id + "”。");
          }
          endCodes(tx, hall, id, "");
          tx.append(hall, new AgentEvent.Revoked(id), actor);
          return null;
        });
    publisher.publishEvent(new AgentRevoked(hall, id, false));
  }
}
