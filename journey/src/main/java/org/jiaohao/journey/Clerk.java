package org.jiaohao.journey;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A clerk at a window, through the API. */
final class Clerk {
  private static final Set<String> WORKING = Set.of("OPEN", "BUSY", "OVERTIME");

  private final Http http;
  private final String path;

  Clerk(DemoFile demo, String username, String window) {
    this.http = Http.at(demo.hallServer()).as(username, demo.account(username).password());
    this.path = "/api/v1/halls/" + demo.hall() + "/windows/" + window;
  }

  /** The window now. */
  JsonNode window() {
    return http.get(path);
  }

  /** Makes the window free and ready for the next citizen, whatever state it was left in. */
  JsonNode beReady() {
    JsonNode window = window();
    String state = window.get("state").asString();
    if (!WORKING.contains(state)) {
      window = http.post(path + (state.equals("CLOSED") ? "/open" : "/resume"), null);
    }
    if (!window.hasNonNull("ticket")) {
      return window;
    }
    if (window.at("/ticket/state").asString().equals("CALLED")) {
      begin();
    }
    return finish();
  }

  /** Calls the next citizen; null when nobody waits. */
  JsonNode next() {
    return http.post(path + "/next", null);
  }

  /** The citizen is there. */
  JsonNode begin() {
    return http.post(path + "/start", null);
  }

  /** The citizen was served. */
  JsonNode finish() {
    return http.post(path + "/finish", null);
  }
}
