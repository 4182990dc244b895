package org.jiaohao.emulator.bxy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaohao.emulator.http.HttpDevice;
import org.jiaohao.emulator.render.Png;
import org.jiaohao.emulator.render.SignPng;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The card: sessions, dynamic areas, lamps. */
public final class BxyCard extends HttpDevice {
  /** A text in a dynamic area. */
  public record Text(int x, int y, int width, int height, String text, int rgb, String effect) {}

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String CODE = "12345678901234567890";
  private static final String SESSION = "S0001";

  private final String password;
  private final int width;
  private final int height;
  private final List<Text> texts = new ArrayList<>();
  private boolean signedIn;
  private boolean on = true;

  private BxyCard(String listen, String password, int width, int height) throws IOException {
    super(listen);
    this.password = password;
    this.width = width;
    this.height = height;
  }

  /** Starts a card. */
  public static BxyCard start(String listen, String password, int width, int height)
      throws IOException {
    var card = new BxyCard(listen, password, width, height);
    card.start();
    return card;
  }

  /** What the areas show. */
  public synchronized List<Text> texts() {
    return List.copyOf(texts);
  }

  /** Whether the lamps are lit. */
  public synchronized boolean on() {
    return on;
  }

  @Override
  protected Answer answer(Request request) {
    try {
      JsonNode function =
          JSON.readTree(new String(request.body(), StandardCharsets.UTF_8))
              .path("protocol")
              .path("remotefunction");
      String name = function.path("name").asString("");
      if (busy()) {
        return refuse(name, 3, "busy");
      }
      boolean open = name.equals("getVerificationCode") || name.equals("userLogin");
      if (!open && (!signedIn || !request.path().equals("/" + SESSION))) {
        return refuse(name, 11, "session expired");
      }
      return carryOut(name, function.path("input"));
    } catch (JacksonException | IllegalArgumentException e) {
      return refuse("", 1, "not understood");
    }
  }

  private Answer carryOut(String name, JsonNode input) {
    switch (name) {
      case "getVerificationCode" -> {
        return say(name, Map.of("verificationcode", CODE));
      }
      case "userLogin" -> {
        signedIn = input.path("password").asString("").equals(sha1(CODE + sha1(password)));
        return signedIn ? say(name, Map.of("sessionID", SESSION)) : refuse(name, 22, "password");
      }
      case "UpdateDynamic" -> update(input.path("dynamics"));
      case "clearDynamic" -> texts.clear();
      case "screenOnOff" -> on = input.path("screenonoffstatus").asString("").equals("on");
      case "getState" -> {}
      default -> {
        return refuse(name, 2, "no such function");
      }
    }
    return say(name, Map.of());
  }

  private void update(JsonNode areas) {
    List<Text> fresh = new ArrayList<>();
    for (JsonNode area : areas) {
      JsonNode unit = area.path("unit").path(0);
      byte[] content = Base64.getDecoder().decode(unit.path("content").asString(""));
      String color = unit.path("fontColor").asString("0xFFFF0000");
      fresh.add(
          new Text(
              number(area, "xCoord"),
              number(area, "yCoord"),
              number(area, "width"),
              number(area, "height"),
              new String(content, StandardCharsets.UTF_8),
              Integer.parseInt(color.substring(4), 16),
              unit.path("stuntType").asString("")));
    }
    texts.clear();
    texts.addAll(fresh);
  }

  private static int number(JsonNode node, String name) {
    return Integer.parseInt(node.path(name).asString(""));
  }

  private static String sha1(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Answer say(String name, Map<String, ?> output) {
    return json(Map.of("name", name, "output", output));
  }

  private static Answer refuse(String name, int code, String message) {
    return json(
        Map.of("name", name, "error", Map.of("code", String.valueOf(code), "mesg", message)));
  }

  private static Answer json(Map<String, ?> function) {
    byte[] body =
        JSON.writeValueAsBytes(
            Map.of(
                "protocol",
                Map.of("name", "YQ-COM2", "version", "1.0", "remotefunction", function)));
    return new Answer(200, "application/json; charset=UTF-8", body);
  }

  @Override
  protected void forget() {
    texts.clear();
    signedIn = false;
  }

  @Override
  protected Object look() {
    return Map.of("texts", texts(), "on", on);
  }

  @Override
  public synchronized Optional<Content> content(String path) {
    if (!path.equals("/sign.png")) {
      return Optional.empty();
    }
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    if (on) {
      texts.forEach(t -> SignPng.draw(image, t.text, t.rgb, t.x, t.y, t.width, t.height));
    }
    return Optional.of(new Content("image/png", Png.encode(image)));
  }
}
