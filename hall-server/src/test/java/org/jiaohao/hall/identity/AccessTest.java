package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;
import static org.jiaohao.hall.identity.Role.ADMIN;
import static org.jiaohao.hall.identity.Role.AUDITOR;
import static org.jiaohao.hall.identity.Role.CLERK;
import static org.jiaohao.hall.identity.Role.COUNTY_ADMIN;
import static org.jiaohao.hall.identity.Role.DISPLAY;
import static org.jiaohao.hall.identity.Role.GUIDE;
import static org.jiaohao.hall.identity.Role.KIOSK;
import static org.jiaohao.hall.identity.Role.MANAGER;
import static org.jiaohao.hall.identity.Role.SECURITY;
import static org.jiaohao.hall.identity.Role.TECHNICIAN;

import jakarta.servlet.DispatcherType;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.FilterChainProxy;
import tools.jackson.databind.JsonNode;

/** Who may do what over HTTP, each role against each kind of call (R118). */
class AccessTest {
  private static final Map<Role, User> USERS = new EnumMap<>(Role.class);
  private static final Role[] STAFF = {
    ADMIN, SECURITY, COUNTY_ADMIN, MANAGER, GUIDE, CLERK, TECHNICIAN, AUDITOR
  };
  private static RunningHall server;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
    for (Role role : STAFF) {
      boolean everywhere = role.ofTheSystem();
      USERS.put(role, server.account(everywhere ? null : HALL, role));
    }
    USERS.put(KIOSK, server.enrol(HALL, "kiosk-access", "KIOSK"));
    USERS.put(DISPLAY, server.enrol(HALL, "display-access", "DISPLAY"));
  }

  private static Arguments only(String call, Role... allowed) {
    return Arguments.of(call, EnumSet.copyOf(Arrays.asList(allowed)));
  }

  private static Arguments everyoneBut(String call, Role... refused) {
    return Arguments.of(call, EnumSet.complementOf(EnumSet.copyOf(Arrays.asList(refused))));
  }

  /** Calls that reach their controller answer something else than 401 and 403. */
  static Stream<Arguments> calls() {
    return Stream.of(
        Arguments.of("GET {hall}", EnumSet.allOf(Role.class)),
        Arguments.of("GET {hall}/queues", EnumSet.allOf(Role.class)),
        Arguments.of("GET {hall}/items", EnumSet.allOf(Role.class)),
        Arguments.of("GET {hall}/windows", EnumSet.allOf(Role.class)),
        Arguments.of("GET {hall}/board", EnumSet.allOf(Role.class)),
        Arguments.of("GET {hall}/tickets/unknown", EnumSet.allOf(Role.class)),
        everyoneBut("GET {hall}/announcements", KIOSK, DISPLAY),
        everyoneBut("GET {hall}/playlist", KIOSK, DISPLAY),
        everyoneBut("GET {hall}/events?wait=0", KIOSK, DISPLAY),
        everyoneBut("GET /api/v1/halls", KIOSK, DISPLAY),
        only("POST {hall}/tickets", KIOSK, GUIDE, CLERK, MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/tickets/x/cancel", KIOSK, GUIDE, CLERK, MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/tickets/x/reactivate", GUIDE, CLERK, MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/tickets/x/priority", GUIDE, CLERK, MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/tickets/x/transfer", GUIDE, CLERK, MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/tickets/x/reprint", GUIDE, CLERK, MANAGER, COUNTY_ADMIN, ADMIN),
        only("GET {hall}/tickets?number=A", GUIDE, CLERK, MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/windows/99/key", DISPLAY),
        only("POST {hall}/windows/99/next", GUIDE, CLERK, MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/windows/99/open", GUIDE, CLERK, MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/windows/99/transfer", GUIDE, CLERK, MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/announcements", MANAGER, COUNTY_ADMIN, ADMIN),
        only("PUT {hall}/announcements/x", MANAGER, COUNTY_ADMIN, ADMIN),
        only("DELETE {hall}/announcements/x", MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/enrolment-codes", TECHNICIAN, MANAGER, COUNTY_ADMIN, ADMIN),
        only("GET {hall}/agents", TECHNICIAN, MANAGER, COUNTY_ADMIN, ADMIN),
        only("PUT {hall}/agents/x", TECHNICIAN, MANAGER, COUNTY_ADMIN, ADMIN),
        only("PUT {hall}/agents/x/pads", TECHNICIAN, MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/agents/x/scan", TECHNICIAN, MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/agents/x/devices/y/test", TECHNICIAN, MANAGER, COUNTY_ADMIN, ADMIN),
        only("DELETE {hall}/agents/x", TECHNICIAN, MANAGER, COUNTY_ADMIN, ADMIN),
        only("GET {hall}/alerts", GUIDE, CLERK, TECHNICIAN, MANAGER, COUNTY_ADMIN, ADMIN),
        only("POST {hall}/alerts/x/clear", GUIDE, CLERK, TECHNICIAN, MANAGER, COUNTY_ADMIN, ADMIN),
        only("GET /api/v1/accounts", SECURITY),
        only("POST /api/v1/accounts", SECURITY),
        only("POST /api/v1/accounts/x/reset", SECURITY),
        only("POST /api/v1/accounts/x/deactivate", SECURITY),
        only("POST /api/v1/accounts/x/unlock", SECURITY),
        only("PUT /api/v1/accounts/x/roles", SECURITY),
        only("DELETE /api/v1/accounts/x/second-factor", SECURITY),
        only("POST /api/v1/demo/clock", ADMIN),
        only("POST /api/v1/import", COUNTY_ADMIN, ADMIN));
  }

  @ParameterizedTest
  @MethodSource("calls")
  @Proves("R118")
  void eachRole(String call, Set<Role> allowed) {
    String[] parts = call.replace("{hall}", "/api/v1/halls/" + HALL).split(" ", 2);
    for (Role role : Role.values()) {
      HttpResponse<String> answer = send(USERS.get(role), parts[0], parts[1]);
      if (allowed.contains(role)) {
        assertThat(answer.statusCode()).as("%s %s", role, call).isNotIn(401, 403);
      } else {
        assertThat(answer.statusCode()).as("%s %s", role, call).isEqualTo(403);
        problem(answer);
      }
    }
    HttpResponse<String> stranger = send(null, parts[0], parts[1]);
    assertThat(stranger.statusCode()).as("stranger " + call).isEqualTo(401);
    assertThat(problem(stranger)).isEqualTo("sign-in-required");
  }

  private static HttpResponse<String> send(User user, String method, String path) {
    var call = server.call(user, method, path);
    return (method.equals("GET") || method.equals("DELETE") ? call : call.body("{}")).send();
  }

  private static String problem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode body = RunningHall.JSON.readTree(answer.body());
    assertThat(body.get("detail").asString()).isNotBlank();
    assertThat(body.get("detailZh").asString()).matches("(?s).*\\p{IsHan}.*");
    assertThat(body.get("status").asInt()).isEqualTo(answer.statusCode());
    return body.get("type").asString().replace("urn:jiaohao:problem:", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/login",
        "/css/jiaohao.css",
        "/actuator/health",
        "/g/yj-c00/sj-001",
        "/t/unknown"
      })
  void theseAreOpenToEverybody(String path) {
    assertThat(server.call(null, "GET", path).send().statusCode()).isIn(200, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/clerk",
        "/manage",
        "/desk",
        "/admin/accounts",
        "/actuator/env",
        "/v3/api-docs",
        "/actuator/metrics",
        "/swagger-ui.html",
        "/swagger-ui/index.html"
      })
  void theseAreNot(String path) {
    HttpResponse<String> answer = server.call(null, "GET", path).send();
    assertThat(answer.statusCode()).isIn(302, 401);
    if (answer.statusCode() == 302) {
      assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nope.html", "/demo/unknown", "/t", "/messages/hall.properties"})
  void theseAreUnknownAndNobodyIsAskedToSignIn(String path) {
    assertThat(server.call(null, "GET", path).send().statusCode()).isEqualTo(404);
  }

  /** A page's stream may end after the person signed out; who asks anew is refused. */
  @ParameterizedTest
  @EnumSource(
      value = DispatcherType.class,
      names = {"REQUEST", "ASYNC"})
  void onlyTheEndOfAStreamNeedsNobodySignedIn(DispatcherType type) throws Exception {
    for (String path : List.of("/api/v1/halls/" + HALL + "/stream", "/clerk/" + HALL)) {
      var request = new MockHttpServletRequest("GET", path);
      request.setServletPath(path);
      request.setDispatcherType(type);
      var handler = new MockFilterChain();
      server.bean(FilterChainProxy.class).doFilter(request, new MockHttpServletResponse(), handler);
      assertThat(handler.getRequest() != null).as(path).isEqualTo(type == DispatcherType.ASYNC);
    }
  }

  @Test
  void aKioskCancelsOnlyWhatItDrew() {
    String own = server.draw(USERS.get(KIOSK), "j").get("id").asString();
    String other = server.draw(USERS.get(GUIDE), "j").get("id").asString();
    String base = "/api/v1/halls/" + HALL + "/tickets/";
    JsonNode refusal = server.call(USERS.get(KIOSK), "POST", base + other + "/cancel").expect(403);
    assertThat(refusal.get("type").asString()).isEqualTo("urn:jiaohao:problem:not-your-ticket");
    assertThat(
            server
                .call(USERS.get(KIOSK), "POST", base + own + "/cancel")
                .expect(200)
                .get("state")
                .asString())
        .isEqualTo("CANCELLED");
  }

  @Test
  void anAccountIsOfAKnownHallAndRole() {
    assertThat(create("a-1", "CLERK", "yj-t99").statusCode()).isEqualTo(404);
    assertThat(create("a-1", "KIOSK", HALL).statusCode()).isEqualTo(400);
    assertThat(create("a-1", "KING", HALL).statusCode()).isEqualTo(400);
    assertThat(create("a-1", "COUNTY_ADMIN", HALL).statusCode()).isEqualTo(400);
    assertThat(create("a-1", "ADMIN", HALL).statusCode()).isEqualTo(400);
    assertThat(create("A 1", "CLERK", HALL).statusCode()).isEqualTo(400);
    for (String name : new String[] {"", " ", "长".repeat(101), "换\n行", "\u001B[0m", "\uE000"}) {
      assertThat(create("a-2", name, "CLERK", HALL).statusCode()).as(name).isEqualTo(400);
    }
    assertThat(create("a-1", "CLERK", HALL).statusCode()).isEqualTo(201);
    assertThat(create("a-1", "CLERK", HALL).statusCode()).isEqualTo(409);
  }

  private static HttpResponse<String> create(String username, String role, String hall) {
    return create(username, "测试员", role, hall);
  }

  private static HttpResponse<String> create(
      String username, String name, String role, String hall) {
    return server
        .call(USERS.get(SECURITY), "POST", "/api/v1/accounts")
        .body(Map.of("username", username, "name", name, "roles", Set.of(role), "hall", hall))
        .send();
  }
}
