package org.jiaohao.device.driver.bxy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jiaohao.device.api.SignContent;
import org.jiaohao.device.api.SignContent.Area;
import org.jiaohao.device.api.SignContent.Box;
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
 * An Onbon BX-Y card by the maker's protocol YQ-COM2: JSON over HTTP, a session after a login with
 * a verification code, texts in dynamic areas, which live in the card's memory. Written from the
 * maker's published description; the sample of its login differs from the described computation in
 * two digits, so the login is the first thing to try on a card.
 */
final class BxySign extends SupervisedSign {
  private static final Duration PROBE = Duration.ofMillis(1200);
  private static final Duration ANSWER = Duration.ofMillis(1500);
  private static final int STILL = 1;
  private static final int LEFT_WITHOUT_END = 4;

  private final URI address;
  private final String password;
  private final int width;
  private final int height;
  private final JsonCaller caller;
  private volatile Boolean on;
  private String session = "";
  private String refusal = "";

  BxySign(String name, Pace pace, HttpLine line, String password, int width, int height) {
    super(name, pace, line, PROBE);
    this.address = line.uri();
    this.caller = new JsonCaller(line, pace.of(ANSWER));
    this.password = password;
    this.width = width;
    this.height = height;
  }

  @Override
  public SignFeatures features() {
    return new SignFeatures(
        width, height, Set.of(Color.values()), 32, false, true, false, true, false);
  }

  @Override
  public byte[] preview(SignContent content) {
    return Lamps.of(content, width, height).png();
  }

  @Override
  public void power(boolean lit) {
    on = lit;
  }

  @Override
  protected String refusal() {
    return refusal;
  }

  /** The password as it goes over the line: sha1(code + sha1(password)), in hex digits. */
  static String proof(String code, String password) {
    return sha1(code + sha1(password));
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

  @Override
  protected Answer greet(ByteChannel line) throws TransportException {
    session = "";
    var output = new JsonNode[1];
    Answer answer = call("getVerificationCode", Map.of(), output);
    if (answer != Answer.DONE) {
      return answer;
    }
    String code = output[0].path("verificationcode").asString("");
    var login = new LinkedHashMap<String, Object>();
    login.put("username", "guest");
    login.put("verificationcode", code);
    login.put("password", proof(code, password));
    answer = call("userLogin", login, output);
    if (answer == Answer.DONE) {
      session = output[0].path("sessionID").asString("");
    }
    return answer;
  }

  @Override
  protected Answer draw(ByteChannel line, SignContent content, boolean lit)
      throws TransportException {
    Answer settings = settings();
    if (settings != Answer.DONE) {
      return settings;
    }
    if (!lit) {
      return call("clearDynamic", Map.of(), new JsonNode[1]);
    }
    List<Object> areas = new ArrayList<>();
    for (int i = 0; i < content.areas().size(); i++) {
      areas.add(area(i, content.areas().get(i)));
    }
    var input = new LinkedHashMap<String, Object>();
    input.put("immediatelyPlay", "0");
    input.put("cover", "1");
    input.put("dynamics", areas);
    return call("UpdateDynamic", input, new JsonNode[1]);
  }

  private Map<String, Object> area(int id, Area area) {
    Box box = area.box() == null ? new Box(0, 0, width, height) : area.box();
    List<Object> units = new ArrayList<>();
    String text = String.join("\n", area.lines().stream().map(SignContent.Line::text).toList());
    var unit = new LinkedHashMap<String, Object>();
    unit.put("type", "Text");
    unit.put("order", "0");
    unit.put("stuntType", string(area.motion() == Motion.STATIC ? STILL : LEFT_WITHOUT_END));
    unit.put("stuntSpeed", "8");
    unit.put("stayTime", "5");
    unit.put("content", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    unit.put("fontSize", string(Math.max(8, box.height() / area.lines().size() * 3 / 4)));
    unit.put("fontName", "SimSun");
    unit.put("fontColor", argb(area.color()));
    unit.put("bgColor", "0xFF000000");
    unit.put("alignment-H", "1");
    unit.put("alignment-V", "1");
    units.add(unit);
    var dynamic = new LinkedHashMap<String, Object>();
    dynamic.put("id", string(id));
    dynamic.put("xCoord", string(box.x()));
    dynamic.put("yCoord", string(box.y()));
    dynamic.put("width", string(box.width()));
    dynamic.put("height", string(box.height()));
    dynamic.put("transparency", "100");
    dynamic.put("relativeProgram", "");
    dynamic.put("runMode", "0");
    dynamic.put("unit", units);
    return dynamic;
  }

  private static String string(int number) {
    return String.valueOf(number);
  }

  private static String argb(Color color) {
    return switch (color) {
      case RED -> "0xFFFF0000";
      case GREEN -> "0xFF00FF00";
      case YELLOW -> "0xFFFFFF00";
    };
  }

  @Override
  protected Answer probe(ByteChannel line) throws TransportException {
    Answer settings = settings();
    return settings == Answer.DONE ? call("getState", Map.of(), new JsonNode[1]) : settings;
  }

  private Answer settings() throws TransportException {
    Boolean lit = on;
    if (lit == null) {
      return Answer.DONE;
    }
    Map<String, Object> wanted = Map.of("screenonoffstatus", lit ? "on" : "off");
    Answer answer = call("screenOnOff", wanted, new JsonNode[1]);
    on = answer == Answer.DONE && lit.equals(on) ? null : on;
    return answer;
  }

  private Answer call(String function, Map<String, Object> input, JsonNode[] output)
      throws TransportException {
    var remote = new LinkedHashMap<String, Object>();
    remote.put("name", function);
    if (!input.isEmpty()) {
      remote.put("input", input);
    }
    var protocol = new LinkedHashMap<String, Object>();
    protocol.put("name", "YQ-COM2");
    protocol.put("version", "1.0");
    protocol.put("remotefunction", remote);
    Optional<JsonNode> answer =
        caller.post(address.resolve("/" + session), Map.of("protocol", protocol));
    JsonNode said = answer.map(a -> a.path("protocol").path("remotefunction")).orElse(null);
    if (said == null || !said.path("name").asString("").equalsIgnoreCase(function)) {
      return Answer.SILENT;
    }
    if (said.has("error")) {
      JsonNode error = said.path("error");
      refusal = error.path("code").asString("") + " " + error.path("mesg").asString("");
      return Answer.REFUSED;
    }
    output[0] = said.path("output");
    return Answer.DONE;
  }
}
