package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every handler has a rule, and the server answers as the rule says: each role, each hall. */
class AccessRulesTest {
  /** Who holds which right; a right without a line here fails. */
  private static final Map<Right, String> HOLDERS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(
                  Right.READ_HALL,
                  "ADMIN SECURITY COUNTY_ADMIN MANAGER GUIDE CLERK TECHNICIAN AUDITOR KIOSK DISPLAY"),
              Map.entry(
                  Right.READ_AS_STAFF,
                  "ADMIN SECURITY COUNTY_ADMIN MANAGER GUIDE CLERK TECHNICIAN AUDITOR"),
              Map.entry(Right.DRAW, "ADMIN COUNTY_ADMIN MANAGER GUIDE CLERK KIOSK"),
              Map.entry(Right.HANDLE_TICKETS, "ADMIN COUNTY_ADMIN MANAGER GUIDE CLERK"),
              Map.entry(Right.GUIDE_PEOPLE, "ADMIN COUNTY_ADMIN MANAGER GUIDE"),
              Map.entry(Right.SERVE_WINDOWS, "ADMIN COUNTY_ADMIN MANAGER CLERK GUIDE"),
              Map.entry(Right.PRESS_KEYS, "DISPLAY"),
              Map.entry(Right.SEE_ALERTS, "ADMIN COUNTY_ADMIN MANAGER GUIDE CLERK TECHNICIAN"),
              Map.entry(Right.TEND_DEVICES, "ADMIN COUNTY_ADMIN MANAGER TECHNICIAN"),
              Map.entry(Right.MANAGE_HALL, "ADMIN COUNTY_ADMIN MANAGER"),
              Map.entry(Right.IMPORT, "ADMIN COUNTY_ADMIN"),
              Map.entry(Right.ADMINISTER, "ADMIN"),
              Map.entry(Right.MANAGE_ACCOUNTS, "SECURITY"),
              Map.entry(Right.AUDIT, "AUDITOR")));

  private static final String TOWNSHIP = "yj-t01";
  private static final String SIBLING = "yj-t02";
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private static RunningHall server;
  private static RequestMappingHandlerMapping mapping;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
    mapping = server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
  }

  /** A handler at one of its addresses. */
  private record Place(String method, String pattern, Right right) {
    boolean api() {
      return pattern.startsWith("/api/");
    }

    boolean ofHall() {
      return pattern.contains("{hall}");
    }

    String at(String hall) {
      return pattern
          .replace("{hall}", hall)
          .replaceAll("\\{[a-z]+:([a-z]+)[^}]*}", "$1")
          .replaceAll("\\{[a-zA-Z]+}", "x")
          // what handlers insist on, so that an answer is about the caller and not about these
          .concat("?number=A&wait=0");
    }
  }

  private static boolean ours(HandlerMethod handler) {
    return handler.getBeanType().getName().startsWith("org.jiaohao.");
  }

  /** All addresses; the right is null where everybody may come. */
  private static List<Place> places() {
    var all = new ArrayList<Place>();
    for (Map.Entry<RequestMappingInfo, HandlerMethod> entry :
        mapping.getHandlerMethods().entrySet()) {
      if (ours(entry.getValue())) {
        May may = entry.getValue().getMethodAnnotation(May.class);
        for (RequestMethod method : entry.getKey().getMethodsCondition().getMethods()) {
          for (String pattern : entry.getKey().getPatternValues()) {
            all.add(new Place(method.name(), pattern, may == null ? null : may.value()));
          }
        }
      }
    }
    return all;
  }

  @Test
  void everyHandlerHasExactlyOneRule() {
    var wrong = new TreeSet<String>();
    mapping
        .getHandlerMethods()
        .forEach(
            (info, handler) -> {
              boolean may = handler.hasMethodAnnotation(May.class);
              boolean open = handler.hasMethodAnnotation(Public.class);
              if (ours(handler) && may == open) {
                wrong.add(info + " → " + handler.getShortLogMessage());
              }
              boolean named = info.getMethodsCondition().getMethods().isEmpty();
              if (ours(handler) && named) {
                wrong.add(info + " takes every method");
              }
            });
    assertThat(wrong).isEmpty();
    assertThat(places()).hasSizeGreaterThan(60);
  }

  /** The check of the hall reads this variable; another name would go around it. */
  @Test
  void theHallOfAnAddressIsCalledHall() {
    assertThat(places())
        .filteredOn(place -> place.right() != null)
        .extracting(Place::pattern)
        .filteredOn(pattern -> pattern.contains("{") && !pattern.contains("{hall}"))
        .as("addresses of what belongs to no hall")
        .containsOnly(
            "/api/v1/accounts/{username}/reset",
            "/api/v1/accounts/{username}/unlock",
            "/api/v1/accounts/{username}/roles",
            "/api/v1/accounts/{username}/second-factor",
            "/api/v1/accounts/{username}/{change:activate|deactivate}");
  }

  @Test
  void everyRightHasItsHolders() {
    for (Right right : Right.values()) {
      assertThat(holders(right)).as("%s", right).isNotEmpty();
    }
  }

  private static Set<Role> holders(Right right) {
    return Arrays.stream(HOLDERS.get(right).split(" "))
        .map(Role::valueOf)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
  }

  @Test
  @Proves("R118")
  void eachRoleIsAnsweredAsTheRulesSayInItsOwnHallAndInOthers() throws Exception {
    var wrong = new ArrayList<String>();
    var places = places().stream().filter(place -> place.right() != null).toList();
    for (Role role : Role.values()) {
      boolean everywhere = role.ofTheSystem();
      Caller caller = caller(role, everywhere ? null : TOWNSHIP);
      for (Place place : places) {
        boolean held = holders(place.right()).contains(role);
        caller.check(place, TOWNSHIP, held, wrong);
        if (place.ofHall()) {
          caller.check(place, SIBLING, held && everywhere, wrong);
          caller.check(place, HALL, held && everywhere, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The scope of a hall is its subtree for those who oversee, and one place for the others. */
  @Test
  @Proves("R001")
  void whoOverseesTheCountyHallReachesItsTownships() throws Exception {
    var wrong = new ArrayList<String>();
    for (Role role :
        EnumSet.complementOf(EnumSet.of(Role.ADMIN, Role.SECURITY, Role.COUNTY_ADMIN))) {
      Caller caller = caller(role, HALL);
      boolean below = Set.of(Role.MANAGER, Role.TECHNICIAN, Role.AUDITOR).contains(role);
      for (Place place : places()) {
        if (place.right() != null && place.ofHall() && place.method().equals("GET")) {
          boolean held = holders(place.right()).contains(role);
          caller.check(place, TOWNSHIP, held && below, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void strangersComeToPublicPlacesOnly() throws Exception {
    var wrong = new ArrayList<String>();
    Caller stranger = new Caller("a stranger", null);
    for (Place place : places()) {
      if (place.api() || place.method().equals("GET")) { // a form fails without its token first
        int status = stranger.send(place, HALL);
        boolean refused = status == (place.api() ? 401 : 302);
        if (refused == (place.right() == null)) {
          wrong.add("a stranger " + place + " → " + status);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Caller caller(Role role, String hall) throws Exception {
    User user =
        switch (role) {
          case KIOSK, DISPLAY ->
              server.enrol(
                  hall, "rules-" + role.name().toLowerCase(java.util.Locale.ROOT), role.name());
          default -> server.account(hall, role);
        };
    return new Caller(role + " of " + hall, user);
  }

  /** Somebody with credentials for the API and, unless it is an agent, a session of the pages. */
  private static final class Caller {
    private final String name;
    private final User user;
    private final HttpClient http;
    private String token;

    Caller(String name, User user) throws Exception {
      this.name = name;
      this.user = user;
      var client = HttpClient.newBuilder();
      this.http = (user == null ? client : client.cookieHandler(new CookieManager())).build();
      if (agent()) {
        token = token("/login");
      } else if (user != null) {
        String form =
            "username=%s&password=%s&_csrf=%s"
                .formatted(user.username(), user.password(), token("/login"));
        assertThat(form("/login", form)).isEqualTo(302);
        token = token("/account/password");
      }
    }

    private boolean agent() {
      return user != null && user.username().contains("/");
    }

    private String token(String page) throws Exception {
      var request = HttpRequest.newBuilder(server.uri(page)).build();
      Matcher found =
          TOKEN.matcher(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      assertThat(found.find()).isTrue();
      return found.group(1);
    }

    private int form(String path, String fields) throws Exception {
      return status(
          HttpRequest.newBuilder(server.uri(path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(fields)));
    }

    /** A stream never ends: its first line of the answer is enough. */
    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
      HttpResponse<InputStream> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      answer.body().close();
      return answer.statusCode();
    }

    int send(Place place, String hall) throws Exception {
      if (!place.api() && !place.method().equals("GET")) {
        return form(place.at(hall), "current=x&password=y&repeated=z&code=0&_csrf=" + token);
      }
      var request = HttpRequest.newBuilder(server.uri(place.at(hall)));
      if (place.api() && user != null) {
        request.header("Authorization", user.basic());
      }
      boolean body = Set.of("POST", "PUT").contains(place.method());
      request.method(
          place.method(), body ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
      return status(request.header("Content-Type", "application/json"));
    }

    void check(Place place, String hall, boolean allowed, List<String> wrong) throws Exception {
      int status = send(place, hall);
      boolean stranger = agent() && !place.api() && status == 302; // is asked to sign in
      boolean answered = !stranger && !Set.of(401, 403).contains(status) && status < 500;
      if (allowed != answered || (!allowed && !stranger && status != 403)) {
        wrong.add("%s in %s: %s %s → %d".formatted(name, hall, place, allowed, status));
      }
    }
  }
}
