package org.jiaohao.journey;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A clerk at a window, through the API. */
final class Clerk {
  private static final Set<String> WORKING = Set.of("OPEN", "BUSY", "OVERTIME");

  private final Http http;
  private final String window;

  Clerk(DemoFile demo, String username, String windowNo) {
    this.http = Http.at(demo.hallServer()).as(username, demo.account(username).password());
    this.window = "/api/v1/halls/" + demo.hall() + "/windows/" + windowNo;
  }

  /** Makes the window ready for the next citizen, whatever state it was left in. */
  String open() {
    JsonNode before = http.get(window);
    if (before.hasNonNull("ticket")) {
      http.post(window + "/finish", null);
    }
    String state = before.get("state").asString();
    if (!WORKING.contains(state)) {
      state =
          http.post(window + (state.equals("CLOSED") ? "/open" : "/resume"), null)
              .get("state")
              .asString();
    }
    return "is " + state;
  }
}
