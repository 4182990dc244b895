package org.jiaohao.hall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaohao.hall.RunningHall.HALL;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jiaohao.hall.RunningHall;
import org.jiaohao.hall.RunningHall.User;
import org.jiaohao.hall.StaffBrowser;
import org.jiaohao.proofs.Proves;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each session of a person begins and ends in the log; only calls of programs are folded (N17). */
@Proves("N17")
class SignInLogTest {
  private static final String IN = "account-signed-in";
  private static final String OUT = "account-signed-out";
  private static RunningHall server;
  private static User auditor;

  @BeforeAll
  static void start() {
    server = RunningHall.shared();
    auditor = server.account(null, Role.AUDITOR);
  }

  /** Sign-ins and sign-outs, oldest first. */
  private static List<String> of(User who) {
    var types = new ArrayList<String>();
    server
        .get(auditor, "/api/v1/audit?type=account-signed&actor=" + who.username())
        .forEach(entry -> types.add(entry.get("type").asString()));
    Collections.reverse(types);
    return types;
  }

  private static void signOut(StaffBrowser browser) throws Exception {
    browser.submit("/account/password", "/logout", Map.of("then", "/clerk/" + HALL + "/5"));
  }

  @Test
  void eachSessionOfAPersonIsAnEntryHoweverSoonTheyFollow() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    var one = new StaffBrowser(server);
    var two = new StaffBrowser(server);
    one.signIn(clerk);
    two.signIn(clerk);
    assertThat(of(clerk)).containsExactly(IN, IN);
    signOut(one);
    one.signIn(clerk);
    assertThat(of(clerk)).containsExactly(IN, IN, OUT, IN);
    one.signIn(clerk);
    signOut(one);
    signOut(two);
    assertThat(of(clerk)).containsExactly(IN, IN, OUT, IN, IN, OUT, OUT);
  }

  @Test
  void aSignInOverSomebodyElsesSessionEndsTheirs() throws Exception {
    User one = server.account(HALL, Role.CLERK);
    User two = server.account(HALL, Role.CLERK);
    var browser = new StaffBrowser(server);
    browser.signIn(one);
    browser.signIn(two);
    assertThat(of(one)).containsExactly(IN, OUT);
    assertThat(of(two)).containsExactly(IN);
  }

  @Test
  void callsOfAProgramAreOneEntryAndHideNoSession() throws Exception {
    User clerk = server.account(HALL, Role.CLERK);
    String queues = "/api/v1/halls/" + HALL + "/queues";
    server.get(clerk, queues);
    server.get(clerk, queues);
    assertThat(of(clerk)).containsExactly(IN);
    var browser = new StaffBrowser(server);
    browser.signIn(clerk);
    assertThat(of(clerk)).as("a session beside the calls").containsExactly(IN, IN);
    User other = server.account(HALL, Role.CLERK);
    new StaffBrowser(server).signIn(other);
    server.get(other, queues);
    server.get(other, queues);
    assertThat(of(other)).as("a program beside the session").containsExactly(IN, IN);
  }
}
