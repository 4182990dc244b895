package org.jiaohao.hall.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jiaohao.hall.RunningHall;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages of agents with something odd in them, or cut, or no JSON at all. */
final class OddJson {
  private static final String TIME = "2026-11-23T09:00:00+08:00";
  private static final int LONG = 60_000;

  private final Random random;
  private final Map<String, String> good = new TreeMap<>();

  OddJson(Random random, String ticket) {
    this.random = random;
    good.put(
        "state",
        "{\"session\":\"s\",\"instance\":\"i\",\"state\":\"READY\",\"since\":\"%s\",\"clockOffsetMillis\":1}"
            .formatted(TIME));
    good.put(
        "description",
        """
        {"kind":"KIOSK","build":"1","capabilities":["reprint-ticket"],"devices":[
         {"name":"ticket-printer","driver":"escpos","address":"tcp://1","profile":null}]}""");
    good.put(
        "device/ticket-printer/status",
        """
        {"device":"ticket-printer","state":"OFFLINE","conditions":["PAPER_EMPTY"],"since":"%s",
         "code":"c","messageZh":"请装纸","messageEn":"load paper"}"""
            .formatted(TIME));
    good.put(
        "reply",
        """
        {"outcome":"DONE","messageZh":"好","messageEn":"good","found":[{"path":"/dev/x","name":"n"}]}""");
    good.put(
        "event/call-confirmed",
        event(
            "call-confirmed",
            "{\"eventId\":\"e\",\"device\":\"voice\",\"kind\":\"VOICE\",\"outcome\":\"SPOKEN\",\"at\":\"%s\"}"
                .formatted(TIME)));
    good.put(
        "event/print-finished",
        event(
            "print-finished",
            """
            {"jobId":"j","ticketId":"%s","number":"A001","state":"FAILED","reprint":false,
             "messageZh":"坏","messageEn":"bad","at":"%s"}"""
                .formatted(ticket, TIME)));
  }

  private static String event(String type, String data) {
    return """
    {"specversion":"1.0","id":"e","source":"/halls/yj-c00/agents/kiosk-odd","type":"%s",
     "time":"%s","subject":null,"seq":0,"data":%s}"""
        .formatted(type, TIME, data);
  }

  /** Topic below the agent's, and what is published there. */
  record Message(String branch, String payload) {}

  Message next() {
    String branch = List.copyOf(good.keySet()).get(random.nextInt(good.size()));
    JsonNode tree = RunningHall.JSON.readTree(good.get(branch));
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutate(tree);
    }
    String text = tree.toString().replace("%%", "\\ud8" + (char) ('0' + random.nextInt(8)) + "0");
    return new Message(branch, random.nextInt(8) == 0 ? garbled(text) : text);
  }

  private void mutate(JsonNode root) {
    List<JsonNode> places = new ArrayList<>();
    collect(root, places);
    JsonNode place = places.get(random.nextInt(places.size()));
    if (place instanceof ObjectNode object) {
      List<String> names = new ArrayList<>(object.propertyNames());
      String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
      switch (random.nextInt(4)) {
        case 0 -> object.remove(name);
        case 1 -> object.set("x" + random.nextInt(3), odd());
        default -> object.set(name, odd());
      }
    } else if (place instanceof ArrayNode array) {
      array.add(odd());
    }
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    if (node.isContainer()) {
      places.add(node);
      node.forEach(child -> collect(child, places));
    }
  }

  private JsonNode odd() {
    List<String> values =
        List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "9223372036854775808",
            "0.5",
            "[]",
            "{}",
            "[null]",
            "[[{}]]",
            "\"\"",
            "\"%%\"",
            "\"\\u0000\"",
            "\"<script>alert(1)</script>\"",
            "\"${7*7}__#{x}__\"",
            "\"LATER_WORD\"",
            "\"+999999999-12-31T23:59:59-18:00\"",
            "[".repeat(40) + "]".repeat(40),
            "\"" + "长".repeat(random.nextInt(LONG / 3)) + "\"");
    return RunningHall.JSON.readTree(values.get(random.nextInt(values.size())));
  }

  private String garbled(String text) {
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, random.nextInt(text.length()));
      case 1 -> text + text;
      case 2 -> "[".repeat(random.nextInt(LONG));
      default -> "\u0001\ufffe" + text;
    };
  }
}
