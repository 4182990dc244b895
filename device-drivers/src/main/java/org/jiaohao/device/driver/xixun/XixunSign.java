package org.jiaohao.device.driver.xixun;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignContent.Color;
import org.jiaohao.device.api.SignContent.Motion;
import org.jiaohao.device.api.SignFeatures;
import org.jiaohao.device.driver.Pace;
import org.jiaohao.device.driver.http.HttpLine;
import org.jiaohao.device.driver.http.JsonCaller;
import org.jiaohao.device.driver.sign.Lamps;
import org.jiaohao.device.driver.sign.SupervisedSign;
import org.jiaohao.device.transport.ByteChannel;
import org.jiaohao.device.transport.TransportException;
import tools.jackson.databind.JsonNode;

/**
 * A Xixun Android card by the maker's realtime protocol 1.5: JSON posted to {@code
 * http://server:8081/command/{card}}. Written from the maker's published description, not tried on
 * a card. A text that stands still is a page in the uppermost layer, one that scrolls the built-in
 * marquee; neither is stored ({@code persistent} false), so nothing wears the card.
 */
final class XixunSign extends SupervisedSign {
  private static final Duration PROBE = Duration.ofMillis(1200);
  private static final Duration ANSWER = Duration.ofMillis(1500);
  private static final int STEPS_OF_BRIGHTNESS = 64;

  private final URI address;
  private final int width;
  private final int height;
  private final JsonCaller caller;
  private volatile Integer brightness;
  private volatile Boolean on;
  private String refusal = "";

  XixunSign(String name, Pace pace, HttpLine line, int width, int height) {
    super(name, pace, line, PROBE);
    this.address = line.uri();
    this.caller = new JsonCaller(line, pace.of(ANSWER));
    this.width = width;
    this.height = height;
  }

  @Override
  public SignFeatures features() {
    return new SignFeatures(
        width, height, Set.of(Color.values()), 1, false, true, true, true, false);
  }

  @Override
  public byte[] preview(SignContent content) {
    return Lamps.of(content, width, height).png();
  }

  @Override
  public void brightness(int percent) {
    brightness = Math.max(1, Math.clamp(percent, 1, 100) * STEPS_OF_BRIGHTNESS / 100);
  }

  @Override
  public void power(boolean lit) {
    on = lit;
  }

  @Override
  protected String refusal() {
    return refusal;
  }

  @Override
  protected Answer draw(ByteChannel line, SignContent content, boolean lit)
      throws TransportException {
    Answer settings = settings();
    if (settings != Answer.DONE) {
      return settings;
    }
    if (!lit) {
      return ask(Map.of("type", "clear"));
    }
    Area area = content.areas().getFirst();
    return area.motion() == Motion.STATIC ? still(area) : scroll(area);
  }

  private Answer still(Area area) throws TransportException {
    String rows =
        area.lines().stream()
            .map(each -> "<div style=\"color:" + css(each.color()) + "\">" + html(each.text()))
            .collect(Collectors.joining("</div>", "", "</div>"));
    int size = Math.max(8, height / area.lines().size() * 3 / 4);
    String page =
        "<meta charset=\"utf-8\"><body style=\"margin:0;background:#000;text-align:center;"
            + "font-size:"
            + size
            + "px\">"
            + rows;
    String url =
        "data:text/html;charset=utf-8,"
            + URLEncoder.encode(page, StandardCharsets.UTF_8).replace("+", "%20");
    return ask(Map.of("type", "loadUrl", "url", url, "persistent", false));
  }

  private Answer scroll(Area area) throws TransportException {
    var message = new LinkedHashMap<String, Object>();
    message.put("type", "invokeBuildInJs");
    message.put("method", "scrollMarquee");
    message.put("num", -1);
    message.put(
        "html", "<span style=\"color:" + css(area.color()) + "\">" + html(area.text()) + "</span>");
    message.put("interval", 50);
    message.put("step", 1);
    message.put("direction", "left");
    message.put("align", "center");
    return ask(message);
  }

  @Override
  protected Answer probe(ByteChannel line) throws TransportException {
    Answer settings = settings();
    return settings == Answer.DONE
        ? ask(Map.of("type", "callCardService", "fn", "isScreenOpen"))
        : settings;
  }

  private Answer settings() throws TransportException {
    Integer steps = brightness;
    Boolean lit = on;
    Answer answer = Answer.DONE;
    if (steps != null) {
      answer = ask(Map.of("type", "callCardService", "fn", "setBrightness", "arg1", steps));
      brightness = answer == Answer.DONE && steps.equals(brightness) ? null : brightness;
    }
    if (answer == Answer.DONE && lit != null) {
      answer = ask(Map.of("type", "callCardService", "fn", "setScreenOpen", "arg1", lit));
      on = answer == Answer.DONE && lit.equals(on) ? null : on;
    }
    return answer;
  }

  private Answer ask(Object message) throws TransportException {
    Optional<JsonNode> answer = caller.post(address, message);
    if (answer.isEmpty() || !answer.get().has("_type")) {
      return Answer.SILENT;
    }
    String type = answer.get().path("_type").asString();
    refusal = type + " " + answer.get().path("message").asString("");
    return switch (type) {
      case "success" -> Answer.DONE;
      case "restart" -> Answer.FORGOTTEN;
      default -> Answer.REFUSED;
    };
  }

  private static String css(Color color) {
    return switch (color) {
      case RED -> "#f00";
      case GREEN -> "#0f0";
      case YELLOW -> "#ff0";
    };
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
