package org.jiaohao.emulator.xixun;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jiaohao.emulator.http.HttpDevice;
import org.jiaohao.emulator.render.SignPng;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The card: the uppermost page and the marquee, brightness, lamps. */
public final class XixunCard extends HttpDevice {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final int width;
  private final int height;
  private String page = "";
  private String marquee = "";
  private int brightness = 64;
  private boolean on = true;
  private boolean restarted;

  private XixunCard(String listen, int width, int height) throws IOException {
    super(listen);
    this.width = width;
    this.height = height;
  }

  /** Starts a card. */
  public static XixunCard start(String listen, int width, int height) throws IOException {
    var card = new XixunCard(listen, width, height);
    card.start();
    return card;
  }

  /** Words that are shown, without markup. */
  public synchronized String text() {
    String html = marquee.isEmpty() ? page : marquee;
    return html.replaceAll("<[^>]*>", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }

  /** Whether the words scroll. */
  public synchronized boolean scrolls() {
    return !marquee.isEmpty();
  }

  /** Steps of brightness, 1 to 64. */
  public synchronized int brightness() {
    return brightness;
  }

  /** Whether the lamps are lit. */
  public synchronized boolean on() {
    return on;
  }

  @Override
  protected String path() {
    return "/command/y10-c14-00140";
  }

  @Override
  protected Answer answer(Request request) {
    if (!request.method().equals("POST") || !request.path().equals(path())) {
      return new Answer(404, "text/plain", "no such card".getBytes(StandardCharsets.US_ASCII));
    }
    if (busy()) {
      return say("error", "busy");
    }
    if (restarted) {
      restarted = false;
      return say("restart", "");
    }
    try {
      return say(carryOut(JSON.readTree(new String(request.body(), StandardCharsets.UTF_8))), "");
    } catch (JacksonException e) {
      return say("error", "no JSON");
    }
  }

  private String carryOut(JsonNode message) {
    switch (message.path("type").asString("")) {
      case "loadUrl" -> {
        String url = message.path("url").asString("");
        page = URLDecoder.decode(url.substring(url.indexOf(',') + 1), StandardCharsets.UTF_8);
        marquee = "";
      }
      case "invokeBuildInJs" -> {
        boolean stop = message.path("num").asInt(0) == 0;
        marquee = stop ? "" : message.path("html").asString("");
      }
      case "clear" -> {
        page = "";
        marquee = "";
      }
      case "callCardService" -> {
        switch (message.path("fn").asString("")) {
          case "setBrightness" -> brightness = message.path("arg1").asInt();
          case "setScreenOpen" -> on = message.path("arg1").asBoolean();
          case "isScreenOpen" -> {}
          default -> {
            return "error";
          }
        }
      }
      default -> {
        return "error";
      }
    }
    return "success";
  }

  private static Answer say(String type, String message) {
    byte[] body = JSON.writeValueAsBytes(Map.of("_type", type, "message", message));
    return new Answer(200, "application/json; charset=UTF-8", body);
  }

  @Override
  protected void forget() {
    page = "";
    marquee = "";
    restarted = true;
  }

  @Override
  protected Object look() {
    return Map.of("text", text(), "scrolls", scrolls(), "brightness", brightness, "on", on);
  }

  @Override
  public Optional<Content> content(String path) {
    return path.equals("/sign.png")
        ? Optional.of(
            new Content("image/png", SignPng.text(on ? text() : "", 0xFF0000, width, height)))
        : Optional.empty();
  }
}
